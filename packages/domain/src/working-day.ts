import { readFileSync } from 'node:fs';
import { addDays, dayNumberOf } from './calendar-date.js';
import type { CalendarDate } from './clock.js';
import { HubError } from './errors.js';

interface HolidayTable {
  /** Years of which the State Council's notice is in the table. */
  readonly years: ReadonlySet<string>;
  readonly holidays: ReadonlySet<CalendarDate>;
  /** Weekend days worked in exchange for a holiday. */
  readonly makeUpDays: ReadonlySet<CalendarDate>;
}

type HolidayFile = Record<
  string,
  { readonly holidays: Record<CalendarDate, string>; readonly workdays: CalendarDate[] }
>;

let loaded: HolidayTable | undefined;

function holidayTable(): HolidayTable {
  loaded ??= loadHolidayTable();
  return loaded;
}

function loadHolidayTable(): HolidayTable {
  const file = JSON.parse(readFileSync(new URL('../data/holidays-cn.json', import.meta.url), 'utf8')) as HolidayFile;
  const years = Object.values(file);
  return {
    years: new Set(Object.keys(file)),
    holidays: new Set(years.flatMap(({ holidays }) => Object.keys(holidays))),
    makeUpDays: new Set(years.flatMap(({ workdays }) => workdays)),
  };
}

/** The last day whose working hours are known. Watch it: next year's notice comes each autumn. */
export function lastKnownWorkingDate(): CalendarDate {
  return `${[...holidayTable().years].sort().at(-1) ?? '0001'}-12-31`;
}

function isWeekend(date: CalendarDate): boolean {
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = (((dayNumberOf(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * True for a working day (工作日) by the State Council's holiday notices: holidays off, make-up weekends worked.
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, for a year without a notice: plain weekday logic
 * would be wrong there without anyone noticing
 */
export function isWorkingDay(date: CalendarDate): boolean {
  const weekend = isWeekend(date);
  const { years, holidays, makeUpDays } = holidayTable();
  const year = date.slice(0, 4);
  if (!years.has(year)) {
    const message = `The holidays of ${year} are not known; add the State Council notice to the holiday table`;
    throw new HubError('INTERNAL_SERVER_ERROR', message, { reason: 'HOLIDAYS_UNKNOWN' });
  }
  return makeUpDays.has(date) || (!weekend && !holidays.has(date));
}

/**
 * The end of a period in working days: the day it begins does not count, day 1 is the next working day.
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, where the way leads through a year without a notice
 * @throws RangeError unless `count` is a whole number from 0 on
 */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError('Working days are counted forward, in whole days');
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/**
 * The day itself or the next working day: where a period in calendar days ends on a day off (Civil Code art. 203).
 * @throws HubError INTERNAL_SERVER_ERROR, reason `HOLIDAYS_UNKNOWN`, for a year without a notice
 */
export function onWorkingDay(date: CalendarDate): CalendarDate {
  return isWorkingDay(date) ? date : addWorkingDays(date, 1);
}
