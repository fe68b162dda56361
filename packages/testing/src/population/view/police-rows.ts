import type { CalendarDate, DepartmentName, DocumentType } from '@hub/domain';
import type { PersonKey } from '../person/person.js';
import type { Dwelling } from '../place/dwelling.js';
import type { RentalUnit } from '../place/rental-unit.js';
import type { RegistrationSource } from '../stay/registration.js';
import type { DwellingRelation } from '../stay/stay.js';
import type { FormRow } from './form-row.js';

/** Why somebody lives here (居住事由). */
export type ResidenceReason = 'WORK' | 'BUSINESS' | 'STUDY' | 'JOIN_FAMILY' | 'MEDICAL' | 'OTHER';

/** MOVED: closed by a later registration in the same county. LEFT: deregistered on leaving. */
export type RegistrationStatus = 'ACTIVE' | 'MOVED' | 'LEFT';

/**
 * A person as the identity register holds them: under the name of the first form that had the number. Everybody whom any
 * department's LINKED row is about is here, those whom police itself does not know included.
 */
export interface PolicePersonRow {
  readonly personKey: PersonKey;
  readonly documentType: DocumentType;
  /** Normalised. */
  readonly documentNumber: string;
  /** Normalised. */
  readonly name: string;
  readonly phone?: string;
  /** County of the household registration (户籍地), 6 digits, as registered; may be a former code. */
  readonly hukouRegionCode?: string;
  /** UNREGISTERED: no residence registration, such as landlords and people only another department knows. */
  readonly status: 'ACTIVE' | 'LEFT' | 'UNREGISTERED';
  /** The department whose form came first. */
  readonly firstKnownTo: DepartmentName;
}

export interface RegistrationContent {
  readonly phone?: string;
  readonly hukouRegionCode?: string;
  /** Absent where the address leads to no dwelling. */
  readonly dwellingKey?: string;
  /** Address as typed. */
  readonly address: string;
  /** Arrival in the township as stated (来本地日期). */
  readonly arrivedOn: CalendarDate;
  /** Half a year for the permit counts from here (登记日期). */
  readonly registeredOn: CalendarDate;
  /** First registration of an unbroken chain of moves. */
  readonly continuousSince: CalendarDate;
  readonly reason: ResidenceReason;
  readonly dwellingRelation: DwellingRelation;
  readonly source: RegistrationSource;
  readonly status: RegistrationStatus;
  /** Day on which it stopped counting. */
  readonly endedOn?: CalendarDate;
}

/** A residence registration (居住登记). Of the held rows, a person has at most one ACTIVE in the county. */
export interface RegistrationRow extends FormRow, RegistrationContent {}

export interface TenancyContent {
  readonly unitKey: string;
  readonly startedOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly reportedOn: CalendarDate;
}

/** A tenant whom a landlord reported (租住申报). Held rows of a person and unit do not overlap. */
export interface TenancyRow extends FormRow, TenancyContent {}

/** A residence permit (居住证). At most one per person; made by police from its own records, so it has no form. */
export interface PermitRow {
  readonly rowKey: string;
  readonly personKey: PersonKey;
  readonly basis: 'JOB' | 'DWELLING' | 'STUDY';
  readonly issuedOn: CalendarDate;
  /** Last day on which it works without a new endorsement (签注). */
  readonly endorsedUntil: CalendarDate;
  /** On `asOf`: SUSPENDED 功能中止 where the endorsement is overdue. */
  readonly state: 'ACTIVE' | 'SUSPENDED';
}

/** What police holds (公安). */
export interface PoliceView {
  readonly people: readonly PolicePersonRow[];
  readonly dwellings: readonly Dwelling[];
  readonly registrations: readonly RegistrationRow[];
  readonly permits: readonly PermitRow[];
  /** Registered units only, each with `registeredOn`. */
  readonly rentalUnits: readonly RentalUnit[];
  readonly tenancies: readonly TenancyRow[];
}
