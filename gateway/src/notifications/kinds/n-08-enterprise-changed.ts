import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const enterpriseChanged = defineKind({
  code: 'N-08',
  title: '市场主体设立注销通报',
  description: 'An enterprise was registered or closed, so that its insurance account is opened or closed',
  from: 'commerce',
  to: ['labor'],
  trigger: { on: 'event', types: ['commerce.enterprise.registered', 'commerce.enterprise.closed'] },
  content: { code: 'creditCode', kind: 'code?', regionCode: 'regionCode?', establishedOn: 'date?', closedOn: 'date?' },
  legalBasis: '《社会保险法》第五十七条第三款',
  dataClass: 'P',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { calendarDays: 15 },
  ladder: defaultLadder,
});
