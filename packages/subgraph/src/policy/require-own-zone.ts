import type { Caller } from '@hub/domain';
import { HubError, isWithin } from '@hub/domain';

/**
 * Holds what a department writes against the caller's zone. A client of the department that has no zone works for all of it.
 *
 * @param coordinate the mutation, such as `Mutation.defineGrid`
 * @throws HubError FORBIDDEN, reason `OUTSIDE_ZONE`
 */
export function requireOwnZone(
  regionCode: string,
  { caller: { zone } }: { readonly caller: Pick<Caller, 'zone'> },
  coordinate: string,
): void {
  if (zone === undefined || isWithin(regionCode, zone)) return;
  throw new HubError('FORBIDDEN', 'The region lies outside your zone; ask the community that it belongs to', {
    fields: [coordinate],
    reason: 'OUTSIDE_ZONE',
  });
}
