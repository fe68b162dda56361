import type { CalendarDate } from '@hub/domain';
import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { Sector } from '../plan/profile.js';
import { apportion } from '../plan/shares.js';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import { createCreditCode } from './credit-code.js';
import { createBrands } from './enterprise-name.js';

/** An employer while the township is being generated. */
export interface Employer {
  /** Unified social credit code (统一社会信用代码). */
  readonly code: string;
  readonly name: string;
  readonly kind: 'COMPANY' | 'COOPERATIVE';
  readonly sector: Sector;
  readonly regionCode: string;
  readonly established: Day;
  readonly closed: Day | undefined;
  /** Reports every hire and departure weeks late. */
  readonly reportsLate: boolean;
  /** Its share of the sector's workers, relative. */
  readonly weight: number;
  /** People who work there on `asOf`, or worked there last. */
  workers: number;
}

/** An employer (用人单位) in truth. */
export interface TruthEmployer {
  readonly code: string;
  readonly name: string;
  readonly kind: 'COMPANY' | 'COOPERATIVE';
  /** Section of GB/T 4754-2017. */
  readonly industry: string;
  /** Village of the premises, 12 digits. */
  readonly regionCode: string;
  readonly establishedOn: CalendarDate;
  readonly closedOn?: CalendarDate;
  readonly reportsLate: boolean;
}

/** One employer in forty has closed within the year. */
const closedShare = 0.025;
/** Employers are older than anybody's stay. */
const ageInDays = [3_800, 7_500] as const;

export function createEmployers(plan: TownshipPlan, asOf: Day, random: Random): Employer[] {
  const { sectors } = plan.profile;
  const brands = createBrands(plan.name, random);
  const counts = apportion(
    plan.employers,
    sectors.map(({ employerShare }) => employerShare),
  );
  const closing = Math.max(1, Math.round(plan.employers * closedShare));
  let number = 0;
  const employers = sectors.flatMap((sector, index) =>
    Array.from({ length: counts[index] ?? 0 }, (_, rank): Employer => {
      const suffix = random.pick(sector.companySuffixes);
      const kind = suffix.endsWith('合作社') ? 'COOPERATIVE' : 'COMPANY';
      number += 1;
      return {
        code: createCreditCode(kind === 'COMPANY' ? '91' : '93', plan.ordinal, number),
        name: brands.next(suffix),
        kind,
        sector,
        regionCode: random.pick(plan.villages).code,
        established: asOf - random.between(...ageInDays),
        closed: undefined,
        reportsLate: index === 0 && rank === 1,
        weight: 1 / (rank + 1.5),
        workers: 0,
      };
    }),
  );
  // The last of the largest sector's employers, the smallest ones, are those that closed.
  const last = (counts[0] ?? 0) - 1;
  return employers.map((employer, index) =>
    index <= last && index > last - closing && index > 1
      ? { ...employer, closed: asOf - random.between(60, 300) }
      : employer,
  );
}

export function toTruthEmployer({ sector, established, closed, ...employer }: Employer): TruthEmployer {
  return {
    code: employer.code,
    name: employer.name,
    kind: employer.kind,
    industry: sector.industry,
    regionCode: employer.regionCode,
    establishedOn: toDate(established),
    ...(closed !== undefined && { closedOn: toDate(closed) }),
    reportsLate: employer.reportsLate,
  };
}
