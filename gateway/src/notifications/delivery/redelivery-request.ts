import { badInput, HubError } from '@hub/domain';
import { parseRecordId } from '@hub/subgraph';
import type { RedeliveryRequest } from '../../hub/services.js';
import type { RedeliverInput } from './delivery.input.js';

const most = 100;

/**
 * One of the two things that can be asked for.
 *
 * @throws HubError BAD_USER_INPUT when it is both or neither, or a time that ends before it begins; LIMIT_EXCEEDED beyond 100 ids
 */
export function parseRedelivery({ ids = [], subscriptionId, since, until }: RedeliverInput): RedeliveryRequest {
  if (ids.length > 0) {
    if (subscriptionId !== undefined || since !== undefined || until !== undefined) {
      throw badInput('input.ids', 'Give input.ids alone, or the subscription and the time without it', 'IDS_OR_TIME');
    }
    if (ids.length > most) {
      const message = `Redeliver at most ${String(most)} bulletins by id, or state a time`;
      throw new HubError('LIMIT_EXCEEDED', message, { field: 'input.ids' });
    }
    return { ids: ids.map((id, index) => parseRecordId(id, `input.ids.${String(index)}`)) };
  }
  if (subscriptionId === undefined) {
    throw badInput('input.ids', 'Give input.ids, or input.subscriptionId with a time', 'IDS_OR_TIME');
  }
  if (since === undefined) throw badInput('input.since', 'Give input.since: from when on', 'REQUIRED');
  if (until === undefined) throw badInput('input.until', 'Give input.until: up to when', 'REQUIRED');
  if (until <= since) throw badInput('input.until', 'The end lies before the beginning', 'DATE_ORDER');
  return { subscriptionId: parseRecordId(subscriptionId, 'input.subscriptionId'), since, until };
}
