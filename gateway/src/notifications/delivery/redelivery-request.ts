import { badInput } from '@hub/domain';
import type { RedeliveryRequest } from '../../hub/services.js';
import type { RedeliverInput } from './delivery.input.js';

/**
 * One of the two things that can be asked for.
 *
 * @throws HubError BAD_USER_INPUT when it is both or neither, or half a time
 */
export function parseRedelivery({ ids = [], subscriptionId, since, until }: RedeliverInput): RedeliveryRequest {
  if (ids.length > 0) {
    if (subscriptionId !== undefined || since !== undefined || until !== undefined) {
      throw badInput('input.ids', 'Give input.ids alone, or the subscription and the time without it', 'IDS_OR_TIME');
    }
    return { ids };
  }
  if (subscriptionId === undefined) {
    throw badInput('input.ids', 'Give input.ids, or input.subscriptionId with a time', 'IDS_OR_TIME');
  }
  if (since === undefined) throw badInput('input.since', 'Give input.since: from when on', 'REQUIRED');
  if (until === undefined) throw badInput('input.until', 'Give input.until: up to when', 'REQUIRED');
  return { subscriptionId, since, until };
}
