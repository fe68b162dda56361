import type { CalendarDate } from '@hub/domain';
import type { EnrolmentEndReason } from '../school/enrolment.js';
import type { School } from '../school/school.js';
import type { FormRow } from './form-row.js';

export interface EnrolmentContent {
  readonly schoolCode: string;
  /** `2026` for 2026/27. */
  readonly schoolYear: string;
  /** 1 to 9. */
  readonly grade: number;
  readonly enrolledOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly endReason?: EnrolmentEndReason;
}

/** An enrolment (学籍). Of the held rows, a child has at most one without an end. */
export interface EnrolmentRow extends FormRow, EnrolmentContent {}

/** What education holds (教育). */
export interface EducationView {
  readonly schools: readonly School[];
  readonly enrolments: readonly EnrolmentRow[];
}
