import type { CalendarDate } from '@hub/domain';
import type { Day } from '../days.js';
import type { PersonKey } from '../person/person.js';
import type { Employer } from './employer.js';

/** How an employment ended. */
export type EmploymentEndReason = 'RESIGNED' | 'DISMISSED' | 'EXPIRED' | 'OTHER';

/** An employment while the township is being generated. */
export interface Job {
  readonly employer: Employer;
  readonly from: Day;
  readonly to: Day | undefined;
  readonly endReason: EmploymentEndReason | undefined;
  /** Day on which a written contract was signed; undefined where there is none. */
  readonly contractSigned: Day | undefined;
  /** First day of social insurance; it lasts as long as the job. */
  readonly insuredFrom: Day | undefined;
}

/** An employment (劳动关系) as it really is. */
export interface TruthEmployment {
  readonly personKey: PersonKey;
  /** Credit code of the employer. */
  readonly employerCode: string;
  readonly startedOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly endReason?: EmploymentEndReason;
  readonly contractSignedOn?: CalendarDate;
  readonly insuredSince?: CalendarDate;
}
