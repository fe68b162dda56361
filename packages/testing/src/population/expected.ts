import type { DepartmentName } from '@hub/domain';
import type { Channel, ErrorCode } from './error/error-model.js';
import type { DwellingRelation } from './stay/stay.js';
import type { Intake } from './view/form-row.js';

/** Numerator and denominator, so that townships can be added up and rates formed last. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * What counting must come to on `asOf`. Ratios say what they compare; those in `held` can be computed from the departments'
 * records, those in `truth` only here. Codes are those of the indicator catalogue.
 */
export interface Expected {
  readonly truth: {
    readonly people: number;
    /** Live here on `asOf`. */
    readonly present: number;
    readonly households: number;
    readonly under16: number;
    readonly under7: number;
    /** Six to fourteen on 31 August, present. */
    readonly ofSchoolAge: number;
    readonly presentByHousing: Readonly<Record<DwellingRelation, number>>;
    /** KPI-01 in truth: present people with an active registration in the register, by present people. */
    readonly registered: Ratio;
    /** The same by how they live. */
    readonly registeredByHousing: Readonly<Record<DwellingRelation, Ratio>>;
    /** KPI-02: present people registered where they really live, by present people with an active registration. */
    readonly registeredAtHome: Ratio;
    /** KPI-03: registered rental units, by all that are let. */
    readonly rentalUnitsRegistered: Ratio;
    /** KPI-08: landlords all of whose units are registered, by landlords. */
    readonly landlordsRegistered: Ratio;
    readonly employed: number;
    readonly selfEmployed: number;
    /** Present employed people with a written contract, and with insurance, by present employed people. */
    readonly withContract: Ratio;
    readonly insured: Ratio;
  };
  readonly held: {
    /** Active registrations on record, those of people who have left included. */
    readonly activeRegistrations: number;
    /** People whom any department holds as present: registered, seen within 90 days, employed, enrolled or operating. */
    readonly knownPresent: number;
    readonly permits: number;
    readonly validPermits: number;
    /** Take-up: present holders of a permit, by present people who could have one. */
    readonly permitTakeUp: Ratio;
    readonly openEmployments: number;
    readonly openInsurances: number;
    readonly activeEnrolments: number;
    readonly activeEnterprises: number;
    readonly vaccinations: number;
    readonly seenWithin90Days: number;
  };
  /** Rows by department and what became of them. */
  readonly intake: Readonly<Record<DepartmentName, Readonly<Record<Intake, number>>>>;
  /** Forms by channel, corrections not counted: the denominator of the error rates. */
  readonly forms: Readonly<Record<Channel, number>>;
  readonly errors: Readonly<Record<ErrorCode, number>>;
}

type Counted = number | { readonly [key: string]: Counted };

/** Adds counts of the same shape, field by field. */
export function addExpected(parts: readonly Expected[]): Expected {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('There is nothing to add');
  return rest.reduce(
    (sum, part) => add(sum as unknown as Counted, part as unknown as Counted) as unknown as Expected,
    first,
  );
}

function add(a: Counted, b: Counted): Counted {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) + Number(b);
  return Object.fromEntries(Object.entries(a).map(([key, value]) => [key, add(value, b[key] ?? 0)]));
}
