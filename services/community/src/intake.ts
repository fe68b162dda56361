import type { Store } from '@hub/store';
import { insertInBatches } from '@hub/subgraph';
import type { GridDocument } from './grid/grid.repository.js';
import { gridCollection } from './grid/grid.repository.js';
import { boundsOf } from './polygon/bounds.js';
import type { StationDocument } from './station/station.repository.js';
import { stationCollection } from './station/station.repository.js';
import type { VisitDocument } from './visit/visit.repository.js';
import { visitCollection } from './visit/visit.repository.js';

/** Records to take over; people and dwellings come by the ids that police gave them. */
export interface CommunityIntake {
  readonly grids: readonly Omit<GridDocument, 'bounds'>[];
  readonly visits: readonly VisitDocument[];
  readonly stations: readonly StationDocument[];
}

/**
 * Fills the register from an older system. Polygons are taken as they were drawn: where two share ground, dwellings go to the
 * first by code.
 */
export async function intakeCommunity(store: Store, { grids, visits, stations }: CommunityIntake): Promise<void> {
  const bounded = grids.map((grid) => ({
    ...grid,
    ...(grid.polygon !== undefined && { bounds: boundsOf(grid.polygon) }),
  }));
  await insertInBatches(store, gridCollection, bounded);
  await insertInBatches(store, visitCollection, visits);
  await insertInBatches(store, stationCollection, stations);
}
