import { defineKind } from '../kind/define-kind.js';

export const weeklyReturnMissing = defineKind({
  code: 'S-08',
  title: '周五信息反馈未报清单',
  description: 'A station that has not sent the figures of last week by Monday morning; the township centre asks it',
  from: 'community',
  to: ['community'],
  trigger: { on: 'schedule', schedules: ['weekly-return-list'] },
  content: { stationCode: 'stationCode', week: 'week' },
  legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
  dataClass: 'I',
  ladder: [],
});
