import type { Random } from '../random.js';
import { findFormerCode } from '../person/origin-counties.js';
import type { Channel, ErrorCode } from './error-model.js';
import { errorRate } from './error-model.js';
import type { Subject } from './mistakes.js';

/** Mistakes on a form outside number and name. */
export type Fault = Extract<
  ErrorCode,
  'FORMER_REGION' | 'ADDRESS_UNRESOLVED' | 'WRONG_PHONE' | 'BAD_DATES' | 'LATE_REPORT'
>;

/** Share of people whose county of origin had another code before. */
const formerRegionReach = 0.4;

/** Most forms have none: they share this set. */
export const noFaults: ReadonlySet<Fault> = new Set();

export function drawFaults(
  possible: readonly Fault[],
  subject: Subject,
  channel: Channel,
  random: Random,
): ReadonlySet<Fault> {
  let faults: Set<Fault> | undefined;
  for (const fault of possible) {
    if (random.next() < likelihood(fault, subject, channel)) (faults ??= new Set()).add(fault);
  }
  return faults ?? noFaults;
}

function likelihood(fault: Fault, { hukouRegionCode, phone }: Subject, channel: Channel): number {
  const rate = errorRate(fault, channel);
  switch (fault) {
    case 'FORMER_REGION': {
      const former = hukouRegionCode === undefined ? undefined : findFormerCode(hukouRegionCode);
      return former === undefined ? 0 : rate / formerRegionReach;
    }
    case 'WRONG_PHONE':
      return phone === undefined ? 0 : rate;
    case 'ADDRESS_UNRESOLVED':
    case 'BAD_DATES':
    case 'LATE_REPORT':
      return rate;
  }
}

/** Why a form with these faults is refused, where it is. */
export function refusalOf(faults: ReadonlySet<Fault>): string | undefined {
  if (faults.has('ADDRESS_UNRESOLVED')) return 'DWELLING_UNKNOWN';
  return faults.has('BAD_DATES') ? 'BAD_DATES' : undefined;
}
