import { HubError } from '@hub/domain';
import type { GridDocument, Place } from '../grid/grid.repository.js';
import type { CommunityLoaders } from '../scope.js';
import type { Dwelling, LocationType } from './dwelling.type.js';

const villageDigits = 12;

export class DwellingService {
  constructor(private readonly loaders: CommunityLoaders) {}

  /**
   * The grid of a dwelling. Where it stands decides: what community has drawn is the truth, and a code may have been typed
   * before the village was divided anew. The registered code stands where no drawing contradicts it.
   *
   * @throws HubError NOT_FOUND when neither gives a grid
   */
  async getGrid({ gridCode, location }: Dwelling): Promise<GridDocument> {
    const [drawn, registered] = await Promise.all([
      location === undefined ? [] : this.loaders.gridsAt.load(placeOf(location, gridCode)),
      gridCode === undefined ? undefined : this.loaders.grid.load(gridCode),
    ]);
    const grid = choose(drawn, gridCode) ?? registered;
    const contradicted = drawn.length === 0 && location !== undefined && grid?.polygon !== undefined;
    if (grid !== undefined && !contradicted) return grid;
    throw new HubError('NOT_FOUND', 'Community holds no grid where this dwelling stands; have the grid drawn', {
      reason: 'NO_RECORD',
    });
  }
}

/** A dwelling lies in the village that its code begins with. */
function placeOf({ longitude, latitude }: LocationType, gridCode: string | undefined): Place {
  return { longitude, latitude, ...(gridCode !== undefined && { regionCode: gridCode.slice(0, villageDigits) }) };
}

/** A basic grid before a special one that lies over it; on a border the registered one, else the first by code. */
function choose(grids: readonly GridDocument[], gridCode: string | undefined): GridDocument | undefined {
  const basic = grids.filter(({ kind }) => kind === 'BASIC');
  const eligible = basic.length > 0 ? basic : grids;
  return eligible.find(({ _id }) => _id === gridCode) ?? eligible[0];
}
