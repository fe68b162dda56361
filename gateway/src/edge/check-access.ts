import type { Caller } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { AccessDecider } from '@hub/subgraph';
import type { PreparedOperation } from '../federation/prepared-operation.js';

/**
 * Holds an operation against the policy of all departments before any of them is called, so that a caller learns at once,
 * with the whole list, what it may not ask. Each department decides again by itself.
 *
 * @throws HubError FORBIDDEN with `fields`
 */
export function checkAccess(decider: AccessDecider, { hash, document }: PreparedOperation, caller: Caller): void {
  const { denied } = decider.decide(hash, document, caller);
  if (denied.length === 0) return;
  throw new HubError('FORBIDDEN', 'Your department may not ask for these fields for this purpose; leave them out', {
    fields: denied,
  });
}
