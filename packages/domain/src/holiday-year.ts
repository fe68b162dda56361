import { isCalendarDate } from './calendar-date.js';
import type { CalendarDate } from './clock.js';
import type { HubError } from './errors.js';
import { badInput } from './errors.js';
import type { HolidayYear } from './holiday-calendar.js';
import { isWeekend } from './holiday-calendar.js';

const keys = ['year', 'holidays', 'workdays'] as const;
const years = { first: 2000, last: 2199 } as const;
const maxNameLength = 50;

/**
 * Reads a year of holidays, given as JSON `{ "year": 2027, "holidays": { "2027-01-01": "元旦", … }, "workdays": ["…"] }`.
 *
 * @param field how the caller calls the input; messages name what lies within it, like `input.calendar.workdays`
 * @throws HubError BAD_USER_INPUT, reason `BAD_HOLIDAY_YEAR`: a date that is not real or not of the year, a day that is both off
 *   and worked, a make-up day that is no weekend day or comes twice, no holidays at all, or something besides
 */
export function parseHolidayYear(input: unknown, field: string): HolidayYear {
  if (!isRecord(input) || Object.keys(input).some((key) => !(keys as readonly string[]).includes(key))) {
    throw refused(field, 'must be an object of year, holidays and workdays');
  }
  const year = parseYear(input['year'], `${field}.year`);
  const holidays = parseHolidays(input['holidays'], year, `${field}.holidays`);
  const workdays = parseWorkdays(input['workdays'], year, `${field}.workdays`);
  const both = workdays.find((date) => Object.hasOwn(holidays, date));
  if (both !== undefined) throw refused(`${field}.workdays`, `names ${both}, which is a holiday too; keep one of them`);
  return { year, holidays, workdays };
}

function parseYear(year: unknown, field: string): number {
  if (typeof year === 'number' && Number.isInteger(year) && year >= years.first && year <= years.last) return year;
  throw refused(field, `must be a year from ${String(years.first)} to ${String(years.last)}`);
}

function parseHolidays(input: unknown, year: number, field: string): HolidayYear['holidays'] {
  if (!isRecord(input) || Object.keys(input).length === 0) {
    throw refused(field, 'must be an object of names by date, with at least one; a year has holidays');
  }
  return Object.fromEntries(
    Object.entries(input).map(([date, name]) => [parseDate(date, year, field), parseName(name, `${field}.${date}`)]),
  );
}

function parseName(name: unknown, field: string): string {
  const text = typeof name === 'string' ? name.trim() : '';
  if (text === '' || text.length > maxNameLength || /\p{C}/u.test(text)) {
    throw refused(field, `must be a name of 1 to ${String(maxNameLength)} visible characters`);
  }
  return text;
}

function parseWorkdays(input: unknown, year: number, field: string): readonly CalendarDate[] {
  if (!Array.isArray(input)) throw refused(field, 'must be a list of dates; an empty one where no weekend is worked');
  const dates = input.map((date: unknown, index) => parseDate(date, year, `${field}.${String(index)}`));
  for (const [index, date] of dates.entries()) {
    const itself = `${field}.${String(index)}`;
    if (!isWeekend(date)) throw refused(itself, `must be a Saturday or Sunday; ${date} is worked anyway`);
    if (dates.indexOf(date) !== index) throw refused(itself, `repeats ${date}; leave it out`);
  }
  return dates;
}

function parseDate(date: unknown, year: number, field: string): CalendarDate {
  if (typeof date === 'string' && isCalendarDate(date) && date.startsWith(`${String(year)}-`)) return date;
  throw refused(field, `takes real dates of ${String(year)}, written YYYY-MM-DD`);
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function refused(field: string, what: string): HubError {
  return badInput(field, `${field} ${what}`, 'BAD_HOLIDAY_YEAR');
}
