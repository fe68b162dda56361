import { defineKind } from '../kind/define-kind.js';

export const weeklyReturnReminder = defineKind({
  code: 'S-06',
  title: '周五信息反馈提醒',
  description: 'The figures of this week are to be sent today; the return opens at noon and closes in the evening',
  from: 'community',
  to: ['community'],
  trigger: { on: 'schedule', schedules: ['weekly-return-reminder'] },
  content: { week: 'week', stations: 'ownCount', closesAt: 'instant' },
  legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
  dataClass: 'I',
  ladder: [],
});
