import type { CalendarDate } from '@hub/domain';
import type { FormRow } from './form-row.js';

/** A registered enterprise (市场主体). */
export interface EnterpriseRow {
  /** Unified social credit code (统一社会信用代码). */
  readonly code: string;
  readonly name: string;
  readonly kind: 'COMPANY' | 'COOPERATIVE' | 'SELF_EMPLOYED';
  /** Section of GB/T 4754. */
  readonly industry: string;
  /** Village of the premises, 12 digits. */
  readonly regionCode: string;
  readonly establishedOn: CalendarDate;
  readonly status: 'ACTIVE' | 'CLOSED';
  readonly closedOn?: CalendarDate;
}

export interface OperatorContent {
  /** Of the enterprise. */
  readonly enterpriseCode: string;
}

/** Who operates a self-employed business (经营者). */
export interface OperatorRow extends FormRow, OperatorContent {}

/** What commerce holds (市场监管). */
export interface CommerceView {
  readonly enterprises: readonly EnterpriseRow[];
  readonly operators: readonly OperatorRow[];
}
