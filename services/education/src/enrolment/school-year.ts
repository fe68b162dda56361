import type { CalendarDate } from '@hub/domain';
import { addYears, badInput } from '@hub/domain';

/** The calendar year in which a school year begins: `2026` is 2026/27, from 1 September to 31 August (学年). */
export type SchoolYear = string;

const shape = /^20\d{2}$/;

/** @throws HubError BAD_USER_INPUT, reason `BAD_SCHOOL_YEAR` */
export function parseSchoolYear(input: string, field: string): SchoolYear {
  if (shape.test(input)) return input;
  throw badInput(field, `${field} must be the four digits of the year it begins in, 2000 to 2099`, 'BAD_SCHOOL_YEAR');
}

/** The school year that a day lies in. */
export function schoolYearOf(date: CalendarDate): SchoolYear {
  const year = Number(date.slice(0, 4));
  return String(date.slice(5) >= '09-01' ? year : year - 1);
}

/**
 * The school year asked about; that of today when none is stated.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_SCHOOL_YEAR`, naming the argument `schoolYear`
 */
export function askedSchoolYear(asked: string | null | undefined, today: CalendarDate): SchoolYear {
  return asked === null || asked === undefined ? schoolYearOf(today) : parseSchoolYear(asked, 'schoolYear');
}

export const askedSchoolYearDescription = 'Year it begins in: 2026 is 2026/27; that of today when left out (学年)';

export function firstDayOf(schoolYear: SchoolYear): CalendarDate {
  return `${schoolYear}-09-01`;
}

export function lastDayOf(schoolYear: SchoolYear): CalendarDate {
  return `${String(Number(schoolYear) + 1)}-08-31`;
}

/**
 * Children are admitted before the school year begins and join it until it ends: a day of enrolment lies in the year before
 * it or in the year itself.
 *
 * @throws HubError BAD_USER_INPUT, reason `OUTSIDE_SCHOOL_YEAR`
 */
export function refuseOutsideSchoolYear(date: CalendarDate, schoolYear: SchoolYear, field: string): void {
  const earliest = addYears(firstDayOf(schoolYear), -1);
  if (date >= earliest && date <= lastDayOf(schoolYear)) return;
  throw badInput(
    field,
    `${field} must lie in the school year or the year before it begins: ${earliest} to ${lastDayOf(schoolYear)}`,
    'OUTSIDE_SCHOOL_YEAR',
  );
}
