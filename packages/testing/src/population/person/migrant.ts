import type { DocumentType, Sex } from '@hub/domain';
import type { Day } from '../days.js';
import type { Employer } from '../work/employer.js';
import type { Job } from '../work/job.js';
import type { DwellingRelation, Occupancy } from '../stay/stay.js';
import type { PersonKey } from './person.js';

/** How somebody belongs to a household (与户主关系, in the coarse). */
export type HouseholdRole = 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'OTHER';

/** People who came and live together; the generator's working state. */
export interface Household {
  readonly members: Migrant[];
  /** County of origin, 6 digits. */
  origin: string;
  /** How it lives now, or lived until it left. */
  relation: DwellingRelation;
  arrived: Day;
  /** Day of a move within the township, in the last year. */
  moved: Day | undefined;
  left: Day | undefined;
}

/** One person while being generated; {@link toTruthPerson} makes the public record of it. */
export interface Migrant {
  readonly key: PersonKey;
  readonly birth: Day;
  /** Completed years on `asOf`. */
  readonly age: number;
  readonly sex: Sex;
  household: Household;
  role: HouseholdRole;
  spouse: Migrant | undefined;
  readonly guardians: Migrant[];
  documentType: DocumentType;
  documentNumber: string;
  name: string;
  phone: string | undefined;
  hukouRegionCode: string | undefined;
  /** Day of arrival in the township; children born here arrive by birth. */
  arrived: Day;
  /** Where the person works, or worked last. */
  employer: Employer | undefined;
  /** In order of time, without overlap. */
  readonly jobs: Job[];
  selfEmployed: boolean;
  readonly stays: Occupancy[];
}

/** The day on which somebody, or the whole population, is seen last: departure or `asOf`. */
export function lastDayOf({ household }: Migrant, asOf: Day): Day {
  return household.left ?? asOf;
}
