import { defineKind } from '../kind/define-kind.js';

export const weeklyReturnClosed = defineKind({
  code: 'S-07',
  title: '周五信息反馈截止情况',
  description: 'The return of a week has closed: how many stations sent their figures in time',
  from: 'community',
  to: ['community'],
  trigger: { on: 'schedule', schedules: ['weekly-return-close'] },
  content: { week: 'week', stations: 'ownCount', submitted: 'ownCount', missing: 'ownCount' },
  legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
  dataClass: 'I',
  ladder: [],
});
