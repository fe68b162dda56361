import type { CalendarDate } from '@hub/domain';
import { addMonths, addYears } from '@hub/domain';
import type { PermitDocument } from './permit.repository.js';

/** Half a year of residence, by calendar months, counted from registration (Decree 663 art. 2; Zhejiang rules art. 16). */
export const requiredMonths = 6;

export type PermitState = 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

/** Overdue endorsement suspends the permit's function; the permit itself stays (Decree 663 art. 10). */
export function permitStateOn({ state, endorsedUntil }: PermitDocument, on: CalendarDate): PermitState {
  if (state === 'TERMINATED') return 'TERMINATED';
  return on <= endorsedUntil ? 'ACTIVE' : 'SUSPENDED';
}

/** Last day of the year that a permit or endorsement made on a day lasts: its anniversary (Decree 663 art. 10). */
export function endorsedUntilFrom(date: CalendarDate): CalendarDate {
  return addYears(date, 1);
}

/** First day on which the next endorsement may be made: within the month before the full year (Decree 663 art. 10). */
export function endorsementOpensOn(endorsedUntil: CalendarDate): CalendarDate {
  return addMonths(endorsedUntil, -1);
}

/**
 * Until when an endorsement made on a day lasts: in time it adds a year to the old date; late, the years count from the day
 * it is made up.
 */
export function endorsedUntilAfter(endorsedUntil: CalendarDate, endorsedOn: CalendarDate): CalendarDate {
  return endorsedUntilFrom(endorsedOn <= endorsedUntil ? endorsedUntil : endorsedOn);
}

/** Earliest day a permit may be issued to somebody registered without a break since a day. */
export function earliestIssue(continuousSince: CalendarDate): CalendarDate {
  return addMonths(continuousSince, requiredMonths);
}
