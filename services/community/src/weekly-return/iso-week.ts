import type { CalendarDate } from '@hub/domain';
import { addDays, badInput, dayNumberOf, isCalendarDate } from '@hub/domain';

/** A week of ISO 8601: `2026-W47`, from Monday to Sunday; the first of a year holds its 4 January. */
export type IsoWeek = string;

const form = /^(?:19|20|21)\d\d-W(?:0[1-9]|[1-4]\d|5[0-3])$/;

/** 1970-01-01, day 0, was a Thursday; 0 is Monday. */
function weekdayOf(date: CalendarDate): number {
  return (((dayNumberOf(date) + 3) % 7) + 7) % 7;
}

/** The week that a day lies in. */
export function weekOf(date: CalendarDate): IsoWeek {
  const thursday = addDays(date, 3 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const number = Math.floor((dayNumberOf(thursday) - dayNumberOf(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

export function mondayOf(week: IsoWeek): CalendarDate {
  const fourth = `${week.slice(0, 4)}-01-04`;
  if (!isCalendarDate(fourth)) throw new RangeError('A week is written 2026-W47; parse the input first');
  return addDays(fourth, 7 * (Number(week.slice(6)) - 1) - weekdayOf(fourth));
}

export function fridayOf(week: IsoWeek): CalendarDate {
  return addDays(mondayOf(week), 4);
}

/** From its Monday to the day before the next one. */
export function daysOf(week: IsoWeek): { readonly since: CalendarDate; readonly until: CalendarDate } {
  const since = mondayOf(week);
  return { since, until: addDays(since, 7) };
}

/**
 * Reads a week that there is: not every year has a 53rd.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_WEEK`
 */
export function parseWeek(input: string, field: string): IsoWeek {
  if (form.test(input) && weekOf(mondayOf(input)) === input) return input;
  throw badInput(field, `${field} must be a week of ISO 8601, written 2026-W47`, 'BAD_WEEK');
}
