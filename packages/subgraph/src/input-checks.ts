import type { CalendarDate } from '@hub/domain';
import { badInput, parsePersonId } from '@hub/domain';
import type { ScopeBase } from './context/request-context.js';

/**
 * A person id whose check tag fits; whether anybody holds the person is another question.
 *
 * @throws HubError BAD_USER_INPUT when the id is mistyped or made up
 */
export function getPersonId(personId: string, { resources }: ScopeBase, field: string): string {
  return parsePersonId(personId, resources.personTagKey, field);
}

/**
 * Records state what has happened.
 *
 * @throws HubError BAD_USER_INPUT when the date lies after today
 */
export function refuseFuture(date: CalendarDate, { clock }: ScopeBase, field: string): void {
  if (date > clock.today()) throw badInput(field, 'The date lies in the future', 'FUTURE_DATE');
}

/**
 * Two dates in order; the second may be absent.
 *
 * @throws HubError BAD_USER_INPUT when the later lies before the earlier
 */
export function refuseReversed(earlier: CalendarDate, later: CalendarDate | undefined, laterField: string): void {
  if (later !== undefined && later < earlier) {
    throw badInput(laterField, 'The end lies before the beginning', 'DATE_ORDER');
  }
}

const recordId = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * An id that some department gave a record; whether anybody holds the record is another question.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_ID`
 */
export function parseRecordId(input: string, field: string): string {
  if (recordId.test(input)) return input;
  throw badInput(field, `${field} is not an id of a record; copy it whole from where it was given`, 'BAD_ID');
}

/** What steers a terminal, turns or hides part of a line, or is half a character and so no text at all. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Text holds what can be seen: no control or bidirectional characters, no lone surrogates.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_CHARACTER`
 */
export function refuseInvisible(text: string, field: string): void {
  if (invisible.test(text)) throw badInput(field, `${field} must have no invisible characters`, 'BAD_CHARACTER');
}

/**
 * A name or title as people write it: composed (NFC), trimmed, 1 to `most` characters. Full-width signs stay as they are,
 * since a registered name （中国） is written so; names of people, which are compared, have `normaliseName`.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_LENGTH` or `BAD_CHARACTER`
 */
export function parseText(input: string, most: number, field: string): string {
  const text = input.normalize('NFC').trim();
  if (text === '' || [...text].length > most) {
    throw badInput(field, `${field} must have 1 to ${String(most)} characters`, 'BAD_LENGTH');
  }
  refuseInvisible(text, field);
  return text;
}

/**
 * A number from `least` to `most`, both included.
 *
 * @throws HubError BAD_USER_INPUT, reason `OUT_OF_RANGE`
 */
export function refuseOutside(
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
  field: string,
): void {
  if (value < least || value > most) {
    throw badInput(field, `${field} must be a number from ${String(least)} to ${String(most)}`, 'OUT_OF_RANGE');
  }
}
