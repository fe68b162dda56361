import type { CallerName, PurposeCode } from '@hub/domain';
import { getPurpose } from '@hub/domain';
import type { FieldAccess } from '@hub/subgraph';
import { expectedRights, typesThatFollow } from './expected-rights.js';

export interface Asker {
  readonly department: CallerName;
  readonly purpose: PurposeCode;
}

/** `follows`: whatever is decided for the field that leads here. */
export type ExpectedAccess = FieldAccess | 'follows';

const rights = new Map(Object.values(expectedRights).flatMap((table) => Object.entries(table)));

/** What the documents say of one field for one asker. */
export function expectAccess(coordinate: string, owner: CallerName, asker: Asker): ExpectedAccess {
  const right = rights.get(coordinate);
  if (right === undefined && typesThatFollow.some((type) => coordinate.startsWith(`${type}.`))) return 'follows';
  if (right === 'everybody') return 'allowed';
  if (owner !== 'hub' && asker.department === owner && ownerMay(coordinate, asker)) return 'allowed';
  const readers = right?.[asker.purpose] ?? [];
  if (readers.some((reader) => reader === asker.department)) return 'allowed';
  return readers.some((reader) => typeof reader === 'object' && reader.ownZone === asker.department)
    ? 'ownZone'
    : 'denied';
}

/** An owner reads its own inside its cases and for its own records, and writes for its own records only. */
function ownerMay(coordinate: string, { department, purpose }: Asker): boolean {
  if (purpose === 'OWN_RECORDS') return true;
  if (purpose === 'STATISTICS' || purpose === 'AUDIT' || coordinate.startsWith('Mutation.')) return false;
  return getPurpose(purpose).holders.some((holder) => holder === department);
}

/**
 * Fields that a whole operation must be refused for, given its way from the root: of roots and entities every one that is
 * denied; of other types only the first on the way, since nobody gets any further.
 */
export function expectRefused(
  way: readonly { readonly coordinate: string; readonly owner: CallerName; readonly isEntry: boolean }[],
  asker: Asker,
): { readonly refused: readonly string[]; readonly mayBeRefusedToo: readonly string[] } {
  const refused: string[] = [];
  const mayBeRefusedToo: string[] = [];
  for (const { coordinate, owner, isEntry } of way) {
    const isBeyond = refused.length > 0 && !isEntry;
    if (isBeyond) mayBeRefusedToo.push(coordinate);
    else if (expectAccess(coordinate, owner, asker) === 'denied') refused.push(coordinate);
  }
  return { refused: refused.sort(), mayBeRefusedToo };
}
