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

/** What a person wrote, not what steers a terminal or hides in a line. */
const invisible = /[\p{Cc}\p{Cf}]/u;

/**
 * A name or title as people write it: NFKC, trimmed, 1 to `most` characters.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_LENGTH` or `BAD_CHARACTER`
 */
export function parseText(input: string, most: number, field: string): string {
  const text = input.normalize('NFKC').trim();
  if (text === '' || [...text].length > most) {
    throw badInput(field, `${field} must have 1 to ${String(most)} characters`, 'BAD_LENGTH');
  }
  if (invisible.test(text)) throw badInput(field, `${field} must have no invisible characters`, 'BAD_CHARACTER');
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
