import { addDays, addMonths, addYears } from './calendar-date.js';
import type { CalendarDate } from './clock.js';
import type { HolidayCalendar } from './holiday-calendar.js';

/** A period as the law words it: 3个工作日, 15日, 六个月, 一年. */
export interface Deadline {
  readonly kind: 'working-days' | 'calendar-days' | 'months' | 'years';
  /** A whole number from 1 on. */
  readonly count: number;
}

/**
 * The last day of a period that begins on a day: that day does not count, day 1 is the next one (Civil Code art. 201).
 * Months and years end on the same day of the month, or on its last day where it is shorter (art. 202). A period in
 * calendar days, months or years that would end on a day off ends on the next working day (art. 203).
 *
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, where the calendar does not reach
 * @throws RangeError unless the count is a whole number from 1 on
 */
export function addDeadline(from: CalendarDate, { kind, count }: Deadline, calendar: HolidayCalendar): CalendarDate {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError('A deadline is a whole number of days, months or years, from 1 on');
  }
  switch (kind) {
    case 'working-days':
      return calendar.addWorkingDays(from, count);
    case 'calendar-days':
      return calendar.onWorkingDay(addDays(from, count));
    case 'months':
      return calendar.onWorkingDay(addMonths(from, count));
    case 'years':
      return calendar.onWorkingDay(addYears(from, count));
  }
}

/** Since then Shanghai's clock stands still, eight hours ahead of UTC. */
const firstDayWithoutSummerTime = '1992-01-01';

/**
 * The instant at which a deadline of this day has passed: 24:00 in Asia/Shanghai, which is 00:00 of the next day. It is
 * exclusive: in time is what comes before it, overdue what comes at it or after.
 *
 * @throws RangeError for a day before 1992, when Shanghai had summer time
 */
export function dueInstant(date: CalendarDate): Date {
  const next = addDays(date, 1);
  if (date < firstDayWithoutSummerTime) throw new RangeError('Deadlines are of 1992 and later');
  return new Date(`${next}T00:00:00+08:00`);
}
