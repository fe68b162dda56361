import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const employmentStarted = defineKind({
  code: 'N-01',
  title: '用工开始报告',
  description: 'An employer hired somebody',
  from: 'labor',
  to: ['police'],
  trigger: { on: 'event', types: ['labor.employment.started'] },
  content: { employmentId: 'recordId', personId: 'personId', employerCode: 'creditCode', startedOn: 'date' },
  legalBasis: '《浙江省流动人口居住登记条例》第八条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 3 },
  ladder: defaultLadder,
});
