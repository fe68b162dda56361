import type { CalendarDate } from './clock.js';
import { badInput } from './errors.js';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

function readParts(input: string): Parts | undefined {
  const match = shape.exec(input);
  if (match === null) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return parts.year >= 1 && parts.day >= 1 && parts.day <= lengthOfMonth(parts.year, parts.month) ? parts : undefined;
}

/** Dates reach the arithmetic parsed; anything else is a mistake of the program. The date itself stays out of the message: it may be a birth date. */
function partsOf(date: CalendarDate): Parts {
  const parts = readParts(date);
  if (parts === undefined) throw new RangeError('Date arithmetic needs a real date YYYY-MM-DD; parse the input first');
  return parts;
}

function formatParts({ year, month, day }: Parts): CalendarDate {
  if (!(year >= 1 && year <= 9999)) throw new RangeError('Date arithmetic left the years 0001 to 9999');
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function assertInteger(count: number): void {
  if (!Number.isSafeInteger(count)) throw new RangeError('Date arithmetic counts in whole days, months or years');
}

const dayInMilliseconds = 86_400_000;

/** Days since 1970-01-01. UTC midnights only: Asia/Shanghai had summer time (1986 to 1991) and midnights that never were. */
export function dayNumberOf(date: CalendarDate): number {
  const { year, month, day } = partsOf(date);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / dayInMilliseconds;
}

/** True for a date of the Gregorian calendar written `YYYY-MM-DD`. */
export function isCalendarDate(input: string): boolean {
  return readParts(input) !== undefined;
}

/** What a register of living people can state; arithmetic on such dates stays far inside the calendar. */
const statedYears = { first: '1900', last: '2199' } as const;

/**
 * Reads a date of the Gregorian calendar written `YYYY-MM-DD`, of the years 1900 to 2199.
 * @throws HubError BAD_USER_INPUT, reason `BAD_DATE`, naming the field
 */
export function parseCalendarDate(input: string, field: string): CalendarDate {
  if (!isCalendarDate(input)) throw badInput(field, `${field} must be a real date written YYYY-MM-DD`, 'BAD_DATE');
  const { first, last } = statedYears;
  const year = input.slice(0, 4);
  if (year < first || year > last) {
    throw badInput(field, `${field} must lie in the years ${first} to ${last}`, 'BAD_DATE');
  }
  return input;
}

/** The date `count` days later, or earlier where `count` is negative. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  assertInteger(count);
  const instant = new Date((dayNumberOf(date) + count) * dayInMilliseconds);
  return formatParts({ year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate() });
}

/**
 * The same day `count` months later; where that month has no such day, its last day: 31 August and half a year is
 * 28 or 29 February (Civil Code art. 202: 没有对应日的，月末日为期间的最后一日).
 */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  assertInteger(count);
  const { year, month, day } = partsOf(date);
  const months = year * 12 + (month - 1) + count;
  const [newYear, newMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return formatParts({ year: newYear, month: newMonth, day: Math.min(day, lengthOfMonth(newYear, newMonth)) });
}

/** The same day `count` years later, clamped as {@link addMonths} does: 29 February and a year is 28 February. */
export function addYears(date: CalendarDate, count: number): CalendarDate {
  return addMonths(date, count * 12);
}

/** Days from one date to the other; negative where `to` is the earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/**
 * Full months from one date to the other: the most that {@link addMonths} can add to `from` without passing `to`.
 * Where `to` is the earlier, the same count as a negative number.
 */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (to < from) return 0 - monthsBetween(to, from);
  const [start, end] = [partsOf(from), partsOf(to)];
  const months = (end.year - start.year) * 12 + (end.month - start.month);
  return addMonths(from, months) > to ? months - 1 : months;
}

/**
 * Completed years of life (周岁) on a day, counted from the birthday itself; negative before birth.
 *
 * Someone born on 29 February completes the year on 1 March of a common year: the period ends with the month's last
 * day (Civil Code art. 202), so it is over the day after. Criminal law counts from the day after the birthday for
 * everyone (法释〔2006〕1号 art. 2); that is not what this answers.
 */
export function ageOn(birthDate: CalendarDate, on: CalendarDate): number {
  const [birth, day] = [partsOf(birthDate), partsOf(on)];
  const birthdayReached = day.month > birth.month || (day.month === birth.month && day.day >= birth.day);
  return day.year - birth.year - (birthdayReached ? 0 : 1);
}
