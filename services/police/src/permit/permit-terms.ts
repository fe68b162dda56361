import type { CalendarDate } from '@hub/domain';
import { addDays, addMonths, addYears } from '@hub/domain';
import type { PermitDocument, PermitPeriod } from './permit.repository.js';

/** Half a year of residence, by calendar months, counted from registration (Decree 663 art. 2; Zhejiang rules art. 16). */
export const requiredMonths = 6;

export type PermitState = 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

type Terms = Pick<PermitDocument, 'periods' | 'terminatedOn'>;

/** Overdue endorsement suspends the permit's function; the permit itself stays (Decree 663 art. 10). */
export function permitStateOn({ periods, terminatedOn }: Terms, on: CalendarDate): PermitState {
  if (terminatedOn !== undefined && terminatedOn <= on) return 'TERMINATED';
  return periods.some(({ since, until }) => since <= on && on <= until) ? 'ACTIVE' : 'SUSPENDED';
}

/** The year that begins with the issue; its last day is the anniversary (Decree 663 art. 10). */
export function firstPeriod(issuedOn: CalendarDate): PermitPeriod {
  return { since: issuedOn, until: addYears(issuedOn, 1) };
}

/** Last day on which the permit works without a new endorsement. */
export function endorsedUntil({ periods }: Terms): CalendarDate {
  const last = periods.at(-1);
  if (last === undefined) throw new RangeError('A permit has at least the period of its issue');
  return last.until;
}

/** First day on which the next endorsement may be made: within the month before the full year (Decree 663 art. 10). */
export function endorsementOpensOn(permit: Terms): CalendarDate {
  return addMonths(endorsedUntil(permit), -1);
}

/** The next year: in time it follows on the last one; late, the years count from the day it is made up (Decree 663 art. 10). */
export function nextPeriod(permit: Terms, endorsedOn: CalendarDate): PermitPeriod {
  const until = endorsedUntil(permit);
  return endorsedOn <= until
    ? { since: addDays(until, 1), until: addYears(until, 1) }
    : { since: endorsedOn, until: addYears(endorsedOn, 1) };
}

/** Earliest day a permit may be issued to somebody registered without a break since a day. */
export function earliestIssue(continuousSince: CalendarDate): CalendarDate {
  return addMonths(continuousSince, requiredMonths);
}
