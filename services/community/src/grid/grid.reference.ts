import type { EntityKey } from '@hub/subgraph';
import type { CommunityContext } from '../scope.js';
import type { GridDocument } from './grid.repository.js';
import type { Grid } from './grid.type.js';

export function referGrid(key: EntityKey, context: CommunityContext): Promise<Grid | undefined> {
  return findGrid(String(key['code']), context);
}

export async function findGrid(code: string, { scope }: CommunityContext): Promise<Grid | undefined> {
  const found = await scope.loaders.grid.load(code);
  return found === undefined ? undefined : toGrid(found);
}

export function toGrid({ _id, name, regionCode, kind, polygon }: GridDocument): Grid {
  return { code: _id, name, regionCode, kind, ...(polygon !== undefined && { polygon }) };
}
