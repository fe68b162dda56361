import type { Answer, CalendarDate } from '@hub/domain';
import type { EmploymentDocument, EmploymentFlag } from './employment.repository.js';

/** From the first day to the day before it ended. */
export function isInForceOn(
  { startedOn, endedOn }: Pick<EmploymentDocument, 'startedOn' | 'endedOn'>,
  on: CalendarDate,
): boolean {
  return startedOn <= on && (endedOn === undefined || on < endedOn);
}

/**
 * Whether a written contract stood on a day. One with somebody under 16 is void (Labour Contract Law art. 26, Decree 364
 * art. 2) and gives nobody lawful, stable employment.
 */
export function hasContractOn(
  { contractSignedOn, flags }: Pick<EmploymentDocument, 'contractSignedOn' | 'flags'>,
  on: CalendarDate,
): boolean {
  return contractSignedOn !== undefined && contractSignedOn <= on && !flags.includes('UNDER_16');
}

/**
 * What has to be looked at, from whether the worker was found to be 16 at hiring (Decree 364 art. 4). A child at work is a
 * case of child protection, so the employment is recorded, never refused.
 */
export function flagsOf(ageVerified: Answer): readonly EmploymentFlag[] {
  switch (ageVerified) {
    case 'YES':
      return [];
    case 'NO':
      return ['UNDER_16'];
    case 'UNKNOWN':
      return ['AGE_UNVERIFIED'];
  }
}
