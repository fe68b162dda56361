import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const schoolIntake = defineKind({
  code: 'N-12',
  title: '适龄入学儿童统计通报',
  description: 'How many children of each village turn six by 31 August, so that seats can be planned',
  from: 'police',
  to: ['education'],
  trigger: { on: 'schedule', schedules: ['school-intake-yearly', 'school-intake-monthly'] },
  content: { regionCode: 'regionCode', children: 'count', intakeBy: 'date' },
  series: ['regionCode', 'intakeBy'],
  legalBasis: '《义务教育法》第十三条、第十五条',
  dataClass: 'I',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 20 },
  ladder: defaultLadder,
});
