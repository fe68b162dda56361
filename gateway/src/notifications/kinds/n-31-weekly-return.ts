import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const weeklyReturn = defineKind({
  code: 'N-31',
  title: '周五信息反馈',
  description: 'A station is to send the figures of its week, which begin with what the system counted',
  from: 'community',
  to: ['community'],
  trigger: { on: 'schedule', schedules: ['weekly-return-open'] },
  content: {
    stationCode: 'stationCode',
    week: 'week',
    regionCode: 'regionCode?',
    arrivals: 'ownCount?',
    departures: 'ownCount?',
    requests: 'ownCount?',
    events: 'ownCount?',
  },
  series: ['stationCode'],
  closedBy: { event: 'community.weekly-return.submitted', match: ['stationCode', 'week'] },
  legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
  dataClass: 'I',
  feedbackDue: { minutes: 360 },
  ladder: defaultLadder,
});
