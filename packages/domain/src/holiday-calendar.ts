import { addDays, dayNumberOf } from './calendar-date.js';
import type { CalendarDate } from './clock.js';
import { HubError } from './errors.js';

/** Days off and days worked of one year, as a government's notice lists them. */
export interface HolidayYear {
  readonly year: number;
  /** Names by date. */
  readonly holidays: Readonly<Record<CalendarDate, string>>;
  /** Make-up days (调休): weekend days worked in exchange for a holiday. */
  readonly workdays: readonly CalendarDate[];
}

/**
 * Working days (工作日) of the years whose notice is known: holidays off, make-up weekends worked. Every method throws
 * HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, where its way leads through a year without a notice: plain
 * weekday logic would be wrong there without anyone noticing. What is no real date is a RangeError.
 */
export interface HolidayCalendar {
  /** The last day of the last year that is known. Watch it: next year's notice comes each autumn. */
  readonly lastKnownDate: CalendarDate;
  knowsYear(year: number): boolean;
  isWorkingDay(date: CalendarDate): boolean;
  /**
   * The end of a period in working days: the day it begins does not count, day 1 is the next working day.
   * @throws RangeError unless `count` is a whole number from 0 on
   */
  addWorkingDays(date: CalendarDate, count: number): CalendarDate;
  /** The day itself or the next working day: where a period in calendar days ends on a day off (Civil Code art. 203). */
  onWorkingDay(date: CalendarDate): CalendarDate;
  /** The day itself or the last working day before it: where something must not come late. */
  previousWorkingDay(date: CalendarDate): CalendarDate;
}

/**
 * A calendar of these years. Of a year that is given twice the later counts: a corrected notice replaces the first.
 *
 * @throws RangeError without any year
 */
export function createHolidayCalendar(years: readonly HolidayYear[]): HolidayCalendar {
  const byYear = new Map(years.map((known) => [known.year, tableOf(known)]));
  if (byYear.size === 0) throw new RangeError('A holiday calendar needs at least one year');
  const lastYear = Math.max(...byYear.keys());

  const isWorkingDay = (date: CalendarDate): boolean => {
    const weekend = isWeekend(date);
    const known = byYear.get(Number(date.slice(0, 4)));
    if (known === undefined) throw unknownYear(date.slice(0, 4));
    return known.workdays.has(date) || (!weekend && !known.holidays.has(date));
  };
  const nearest = (date: CalendarDate, step: 1 | -1): CalendarDate => {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  };

  return {
    lastKnownDate: `${String(lastYear).padStart(4, '0')}-12-31`,
    knowsYear: (year) => byYear.has(year),
    isWorkingDay,
    addWorkingDays: (date, count) => {
      if (!Number.isSafeInteger(count) || count < 0) {
        throw new RangeError('Working days are counted forward, in whole days');
      }
      let day = date;
      for (let left = count; left > 0; left -= 1) day = nearest(addDays(day, 1), 1);
      return day;
    },
    onWorkingDay: (date) => nearest(date, 1),
    previousWorkingDay: (date) => nearest(date, -1),
  };
}

/** True for Saturday and Sunday. */
export function isWeekend(date: CalendarDate): boolean {
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = (((dayNumberOf(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function tableOf({ holidays, workdays }: HolidayYear): Record<keyof Omit<HolidayYear, 'year'>, ReadonlySet<string>> {
  return { holidays: new Set(Object.keys(holidays)), workdays: new Set(workdays) };
}

function unknownYear(year: string): HubError {
  const message = `The holidays of ${year} are not known; load the State Council notice of that year`;
  return new HubError('INTERNAL_SERVER_ERROR', message, { reason: 'HOLIDAYS_UNKNOWN' });
}
