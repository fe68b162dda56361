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

/**
 * Places are given out for the next school year at most: seats and grades of later ones are not settled.
 *
 * @throws HubError BAD_USER_INPUT, reason `FUTURE_SCHOOL_YEAR`
 */
export function refuseLaterThanNext(schoolYear: SchoolYear, today: CalendarDate, field: string): void {
  const next = nextOf(schoolYearOf(today));
  if (schoolYear <= next) return;
  throw badInput(field, `${field} must be the next school year, ${next}, at the latest`, 'FUTURE_SCHOOL_YEAR');
}

function nextOf(schoolYear: SchoolYear): SchoolYear {
  return String(Number(schoolYear) + 1);
}

export function firstDayOf(schoolYear: SchoolYear): CalendarDate {
  return `${schoolYear}-09-01`;
}

export function lastDayOf(schoolYear: SchoolYear): CalendarDate {
  return `${nextOf(schoolYear)}-08-31`;
}

/** From when on a child who goes was there to the end: lessons and leaving examinations are over in June. */
export function closingTimeOf(schoolYear: SchoolYear): CalendarDate {
  return `${nextOf(schoolYear)}-06-01`;
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
