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
