import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const childrenDueForVaccination = defineKind({
  code: 'N-17',
  title: '预防接种服务通报',
  description: 'A child under seven has lived here for three months; its clinic offers the vaccinations that are due',
  from: 'police',
  to: ['family-planning'],
  trigger: { on: 'schedule', schedules: ['vaccination-outreach'] },
  content: { personId: 'personId', regionCode: 'regionCode' },
  legalBasis: '《基本医疗卫生与健康促进法》基本公共卫生服务；《人口与计划生育法》第三十条',
  dataClass: 'H',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 10 },
  ladder: defaultLadder,
});
