import type { CalendarDate, HolidayCalendar } from '@hub/domain';

/** The notice of the next year comes in the autumn: from this day on it is missed, and from the second promises are held up. */
const missedFrom = '11-01';
const blockingFrom = '12-10';

/** MISSING: working days of the next year cannot be counted yet. BLOCKED: what ends in working days cannot be promised. */
export type MissingYearState = 'MISSING' | 'BLOCKED';

export interface MissingYear {
  readonly year: number;
  readonly state: MissingYearState;
}

/** The year whose table should be there by a day and is not; undefined when all is well. */
export function findMissingYear(today: CalendarDate, calendar: HolidayCalendar): MissingYear | undefined {
  const year = Number(today.slice(0, 4));
  if (!calendar.knowsYear(year)) return { year, state: 'BLOCKED' };
  const day = today.slice(5);
  if (day < missedFrom || calendar.knowsYear(year + 1)) return undefined;
  return { year: year + 1, state: day < blockingFrom ? 'MISSING' : 'BLOCKED' };
}

/** The last day before promises are held up. */
export function lastDayToLoad(year: number): CalendarDate {
  return `${String(year - 1)}-12-09`;
}
