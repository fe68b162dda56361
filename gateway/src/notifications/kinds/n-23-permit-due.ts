import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const permitDue = defineKind({
  code: 'N-23',
  title: '居住证签注到期提醒',
  description: 'A permit is to be endorsed soon; the counter reminds its holder',
  from: 'police',
  to: ['police'],
  trigger: { on: 'schedule', schedules: ['permit-reminders'] },
  content: { permitId: 'recordId', personId: 'personId', endorsedUntil: 'date', daysLeft: 'ownCount' },
  legalBasis: '《居住证暂行条例》第十条；《杭州市流动人口服务管理规定》第二十五条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 3 },
  ladder: defaultLadder,
});
