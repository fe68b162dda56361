import { addDays, dayNumberOf } from '@hub/domain';
import type { HolidayCalendar } from '@hub/domain';
import type { Timetable } from './next-due.js';
import { nextDue } from './next-due.js';
import { instantOf, startOfDay, wallTimeAt, zoneOf } from './time-zone.js';

export const holidayRules = ['none', 'previous-working-day', 'next-working-day'] as const;
/** What becomes of an occurrence on a day off. */
export type HolidayRule = (typeof holidayRules)[number];

export interface HolidayTimetable extends Timetable {
  readonly holidayRule: HolidayRule;
}

export interface Occurrence {
  /** What the cron expression says; the next occurrence is asked for after this. */
  readonly cronInstant: Date;
  /** When the holiday rule lets it happen. */
  readonly dueAt: Date;
}

const epoch = '1970-01-01';
const day = 86_400_000;

/**
 * The due instant, or the one of the same wall-clock time on the working day that the rule asks for.
 *
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, where the rule leads beyond the calendar
 * @throws RangeError for an unknown zone
 */
export function applyHolidayRule(dueAt: Date, rule: HolidayRule, timeZone: string, calendar: HolidayCalendar): Date {
  if (rule === 'none') return dueAt;
  const zone = zoneOf(timeZone);
  const wallTime = wallTimeAt(zone, dueAt.getTime());
  const start = startOfDay(wallTime);
  const date = addDays(epoch, start / day);
  const moved = rule === 'next-working-day' ? calendar.onWorkingDay(date) : calendar.previousWorkingDay(date);
  return moved === date ? dueAt : new Date(instantOf(zone, dayNumberOf(moved) * day + (wallTime - start)));
}

/**
 * The occurrence that follows the one of a cron instant; undefined when there is none within five years.
 *
 * The chain goes by the cron instants, so that one that was moved neither stops it nor is found again. The due instants need
 * not ascend with them: one moved back may lie before `after`, and those of several days off may come to the same instant.
 * Occurrences are therefore told apart by `dueAt`, and one per `dueAt` is enough.
 *
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, where the rule leads beyond the calendar: {@link nextDue}
 *   still gives the cron instant
 */
export function nextOccurrence(
  timetable: HolidayTimetable,
  after: Date,
  calendar: HolidayCalendar,
): Occurrence | undefined {
  const cronInstant = nextDue(timetable, after);
  if (cronInstant === undefined) return undefined;
  return { cronInstant, dueAt: applyHolidayRule(cronInstant, timetable.holidayRule, timetable.timeZone, calendar) };
}
