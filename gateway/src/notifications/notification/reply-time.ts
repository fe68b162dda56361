import type { CalendarDate, Deadline, HolidayCalendar } from '@hub/domain';
import { addDeadline, dateInShanghai, dueInstant } from '@hub/domain';
import type { LadderStep, ReplyTime } from '../kind/define-kind.js';

const minute = 60_000;
/** The deadline at midnight belongs to the day that it ends. */
const millisecond = 1;

/**
 * When a reply to what is issued now becomes overdue. Days are counted from the next one on and end at midnight in Shanghai,
 * which is exclusive (Civil Code art. 201, 203); minutes from the instant itself.
 *
 * @throws HubError reason `HOLIDAYS_UNKNOWN` where the way leads beyond the last holiday table
 */
export function dueOf(time: ReplyTime, issuedAt: Date, calendar: HolidayCalendar): Date {
  if ('minutes' in time) return new Date(issuedAt.getTime() + time.minutes * minute);
  const deadline =
    'workingDays' in time
      ? ({ kind: 'working-days', count: time.workingDays } as const)
      : ({ kind: 'calendar-days', count: time.calendarDays } as const);
  return endOf(deadline, dateInShanghai(issuedAt), calendar);
}

/**
 * When a step of the ladder is taken: at once when the reply is overdue, or at the end of a working day after it.
 *
 * @throws HubError reason `HOLIDAYS_UNKNOWN` where the way leads beyond the last holiday table
 */
export function stepInstantOf({ workingDaysAfter }: LadderStep, due: Date, calendar: HolidayCalendar): Date {
  if (workingDaysAfter === 0) return due;
  const dueOn = dateInShanghai(new Date(due.getTime() - millisecond));
  return endOf({ kind: 'working-days', count: workingDaysAfter }, dueOn, calendar);
}

/** Bulletins of a day have their ends in common. */
const knownEnds = new WeakMap<HolidayCalendar, Map<string, Date>>();
const mostKnownEnds = 1_000;

function endOf(deadline: Deadline, from: CalendarDate, calendar: HolidayCalendar): Date {
  const ends = knownEnds.get(calendar) ?? new Map<string, Date>();
  if (ends.size === 0) knownEnds.set(calendar, ends);
  const key = `${deadline.kind} ${String(deadline.count)} ${from}`;
  let end = ends.get(key);
  if (end === undefined) {
    end = dueInstant(addDeadline(from, deadline, calendar));
    if (ends.size >= mostKnownEnds) ends.clear();
    ends.set(key, end);
  }
  return end;
}
