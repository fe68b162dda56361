import type { EntityKey } from '@hub/subgraph';
import type { PoliceContext } from '../scope.js';
import type { DwellingDocument } from './dwelling.repository.js';
import type { Dwelling } from './dwelling.type.js';

export function referDwelling(key: EntityKey, context: PoliceContext): Promise<Dwelling | undefined> {
  return findDwelling(String(key['id']), context);
}

export async function findDwelling(dwellingId: string, { scope }: PoliceContext): Promise<Dwelling | undefined> {
  const found = await scope.loaders.dwelling.load(dwellingId);
  return found === undefined ? undefined : toDwelling(found);
}

export function toDwelling({ _id, regionCode, address, kind, gridCode, location }: DwellingDocument): Dwelling {
  return { id: _id, regionCode, address, kind, ...(gridCode && { gridCode }), ...(location && { location }) };
}
