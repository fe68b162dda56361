import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const holidaysMissing = defineKind({
  code: 'N-40',
  title: '节假日安排缺失提醒',
  description: 'The holidays of the coming year are not loaded; reply times that reach into it cannot be promised',
  from: 'hub',
  to: ['hub'],
  trigger: { on: 'schedule', schedules: ['holiday-watch'] },
  // MISSING: the notice is awaited; BLOCKED: it should be there, and what ends in working days cannot be promised
  content: { lastKnownDate: 'date', state: 'code' },
  legalBasis: '《全国年节及纪念日放假办法》',
  dataClass: 'P',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 20 },
  ladder: defaultLadder,
});
