import type { CalendarDate } from '@hub/domain';

/** Children begin school in the year in which they are six by the last day of August (义务教育法 art. 11). */
const schoolAge = 6;
const lastDayOfIntake = '08-31';

/** The last birthday that still counts for a year's intake. */
export function intakeDayOf(year: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${lastDayOfIntake}`;
}

/** The year in which somebody born on a day may begin school: the one whose 31 August the sixth birthday precedes or meets. */
export function intakeYearOf(birthDate: CalendarDate): number {
  const sixth = Number(birthDate.slice(0, 4)) + schoolAge;
  return birthDate.slice(5) <= lastDayOfIntake ? sixth : sixth + 1;
}

/**
 * What is kept in clear of a birth date: the year of an intake that lies ahead, and of nobody older, whose age it would tell
 * for no use. Undefined where no birth date is known, which is never guessed.
 */
export function upcomingIntakeYear(birthDate: CalendarDate | undefined, today: CalendarDate): number | undefined {
  if (birthDate === undefined) return undefined;
  const year = intakeYearOf(birthDate);
  return year < Number(today.slice(0, 4)) ? undefined : year;
}
