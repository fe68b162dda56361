import type { CalendarDate } from '@hub/domain';
import type { EmploymentEndReason } from '../work/job.js';
import type { FormRow } from './form-row.js';

export interface EmploymentContent {
  /** Credit code of the employer. */
  readonly employerCode: string;
  readonly startedOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly endReason?: EmploymentEndReason;
  /** Day of the written contract (劳动合同). */
  readonly contractSignedOn?: CalendarDate;
  /** Large group of GB/T 6565. */
  readonly occupation: string;
  readonly reportedOn: CalendarDate;
}

/** An employment that an employer reported (用工备案). */
export interface EmploymentRow extends FormRow, EmploymentContent {}

export interface InsuranceContent {
  readonly employerCode: string;
  readonly since: CalendarDate;
  /** Last day covered; absent while it runs. */
  readonly until?: CalendarDate;
}

/** A time of social insurance with one employer (社会保险), counted as unbroken. */
export interface InsuranceRow extends FormRow, InsuranceContent {}

/** What labour holds (人社). */
export interface LaborView {
  readonly employments: readonly EmploymentRow[];
  readonly insurances: readonly InsuranceRow[];
}
