import type { KindTrigger, NotificationKind, ReplyTime } from '../kind/define-kind.js';

/** One line of the catalogue, cell by cell, as docs/notifications.md has it. */
export function rowOf(kind: NotificationKind): readonly string[] {
  const { code, title, description, from, to, acknowledgementDue, feedbackDue } = kind;
  const dues = [
    ...(acknowledgementDue === undefined ? [] : [`acknowledge ${timeText(acknowledgementDue)}`]),
    ...(feedbackDue === undefined ? [] : [`feedback ${timeText(feedbackDue)}`]),
  ];
  return [
    `\`${code}\``,
    `${title}: ${description}`,
    `${from} → ${to.includes('hub') && to.length > 1 ? 'whom it concerns' : to.join(', ')}`,
    triggerText(kind.trigger),
    Object.keys(kind.content).join(', '),
    dues.length === 0 ? '–' : dues.join('; '),
    kind.legalBasis,
  ];
}

function timeText(time: ReplyTime): string {
  if ('workingDays' in time) return `${String(time.workingDays)} WD`;
  return 'calendarDays' in time ? `${String(time.calendarDays)} d` : `${String(time.minutes / 60)} h`;
}

function triggerText(trigger: KindTrigger): string {
  const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  switch (trigger.on) {
    case 'event':
      return `event ${quoted(trigger.types)}`;
    case 'schedule':
      return `schedule ${quoted(trigger.schedules)}`;
    case 'hub':
      return 'the hub sees it';
  }
}
