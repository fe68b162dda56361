import type { CalendarDate, DocumentType } from '@hub/domain';
import type { PersonKey } from '../person/person.js';

/**
 * What becomes of a form at intake. LINKED: accepted, about a known or new person. REVIEW: the number is known under another
 * name (待复核). REFUSED: a rule is broken, `problem` names it. DUPLICATE: the department has this record already.
 * PHANTOM: accepted under a number that is not the person's; nobody can tell from the record.
 */
export type Intake = 'LINKED' | 'REVIEW' | 'REFUSED' | 'DUPLICATE' | 'PHANTOM';

/**
 * The part that all forms about a person share: who it is, as the channel typed it. Rows stand in the order in which they
 * reach the department; taken in this order, police first and the others as the domain lists them, the hub comes to the
 * same `intake`.
 */
export interface FormRow {
  /** Unique in the population; serves as idempotency key. */
  readonly rowKey: string;
  readonly intake: Intake;
  /** Stable code of why the row is not LINKED: `BAD_CHECK_DIGIT`, `NAME_DIFFERS`, `DWELLING_UNKNOWN`. */
  readonly problem?: string;
  /** Whom the row is about; present exactly where it is LINKED. */
  readonly personKey?: PersonKey;
  /** The row that says the same, of a DUPLICATE. */
  readonly duplicateOf?: string;
  /** 2 where a retry sends the form again: same key, same content, one record. */
  readonly timesSent: 1 | 2;
  readonly documentType?: DocumentType;
  /** As typed, not normalised; absent where none was given. */
  readonly documentNumber?: string;
  /** As typed. */
  readonly name: string;
  /** As declared. */
  readonly birthDate: CalendarDate;
}

/** True for the rows that a department really holds: accepted, and about the person they seem to be about. */
export function isHeld<Row extends FormRow>(row: Row): row is Row & { readonly personKey: PersonKey } {
  return row.personKey !== undefined;
}
