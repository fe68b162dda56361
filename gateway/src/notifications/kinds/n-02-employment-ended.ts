import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const employmentEnded = defineKind({
  code: 'N-02',
  title: '用工终止报告',
  description: 'An employment ended',
  from: 'labor',
  to: ['police'],
  trigger: { on: 'event', types: ['labor.employment.ended'] },
  content: { employmentId: 'recordId', personId: 'personId', employerCode: 'creditCode', endedOn: 'date' },
  legalBasis: '《浙江省流动人口居住登记条例》第八条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 3 },
  ladder: defaultLadder,
});
