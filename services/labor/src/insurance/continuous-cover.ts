import type { CalendarDate } from '@hub/domain';
import { daysBetween } from '@hub/domain';
import type { InsuranceDocument } from './insurance.repository.js';

type Period = Pick<InsuranceDocument, 'since' | 'until' | 'updatedAt'>;

/** Insurance that covers a day, with all that leads up to it without a break. */
export interface Cover {
  /** First day of the unbroken time. */
  readonly since: CalendarDate;
  /** When the record that reaches furthest last changed. */
  readonly updatedAt: Date;
}

/**
 * The unbroken cover that a day lies in, whoever the employers were: a period continues another when it begins no later
 * than the day after the other's last. One day between them is a break.
 *
 * @param periods oldest first
 */
export function findCover(periods: readonly Period[], on: CalendarDate): Cover | undefined {
  let cover: Period | undefined;
  for (const period of periods) {
    if (period.since > on) break;
    if (cover === undefined || !continues(cover, period)) cover = period;
    else if (reaches(period, cover.until)) cover = { ...period, since: cover.since };
  }
  return cover !== undefined && reaches(cover, on) ? cover : undefined;
}

function continues({ until }: Period, { since }: Period): boolean {
  return until === undefined || daysBetween(until, since) <= 1;
}

/** Whether a period lasts at least until a day; without a day, whether it runs on. */
function reaches({ until }: Period, day: CalendarDate | undefined): boolean {
  return until === undefined || (day !== undefined && until >= day);
}
