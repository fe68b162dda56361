import type { CalendarDate, HolidayCalendar } from '@hub/domain';
import { addDays } from '@hub/domain';
import type { IsoWeek } from './iso-week.js';
import { fridayOf, mondayOf } from './iso-week.js';

/** Whether a week's return may still be changed; UNKNOWN where the year's holidays are not known and so neither is the day. */
export type WeekState = 'OPEN' | 'CLOSED' | 'UNKNOWN';

/** The longest holiday with its make-up days is shorter. */
const longestHolidayInDays = 14;

/**
 * When a week's return is due: Friday 18:00 in Shanghai (每周五下午为信息反馈日), on the last working day before where that
 * Friday is a day off. Undefined where the holidays are not known: a plain Friday would be a guess.
 */
export function closeOf(week: IsoWeek, calendar: HolidayCalendar): Date | undefined {
  const day = closingDayOf(week, calendar);
  return day === undefined ? undefined : sixOClockOn(day);
}

export function weekStateAt(week: IsoWeek, now: Date, calendar: HolidayCalendar): WeekState {
  // Holidays move the close to an earlier day, never to a later one
  if (now >= sixOClockOn(fridayOf(week))) return 'CLOSED';
  const close = closeOf(week, calendar);
  if (close === undefined) return 'UNKNOWN';
  return now >= close ? 'CLOSED' : 'OPEN';
}

/** First day on which a week's return may be sent: its Monday, or the day it closes where a long holiday puts that before it. */
export function firstDayOf(week: IsoWeek, calendar: HolidayCalendar): CalendarDate {
  const monday = mondayOf(week);
  const closing = closingDayOf(week, calendar) ?? monday;
  return closing < monday ? closing : monday;
}

function closingDayOf(week: IsoWeek, calendar: HolidayCalendar): CalendarDate | undefined {
  const friday = fridayOf(week);
  const isKnown = [friday, addDays(friday, -longestHolidayInDays)].every((day) =>
    calendar.knowsYear(Number(day.slice(0, 4))),
  );
  return isKnown ? calendar.previousWorkingDay(friday) : undefined;
}

function sixOClockOn(day: CalendarDate): Date {
  return new Date(`${day}T18:00:00+08:00`);
}
