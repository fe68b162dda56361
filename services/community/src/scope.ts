import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createDocumentLoader, createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import { DwellingService } from './dwelling/dwelling.service.js';
import { createGridsAtLoader } from './grid/grid.loader.js';
import type { GridDocument, Place } from './grid/grid.repository.js';
import { GridRepository } from './grid/grid.repository.js';
import { GridService } from './grid/grid.service.js';
import { PersonService } from './person/person.service.js';
import type { VisitDocument } from './visit/visit.repository.js';
import { VisitRepository } from './visit/visit.repository.js';
import { VisitService } from './visit/visit.service.js';

/** What community reads of many people and dwellings at once; made per request. */
export interface CommunityLoaders {
  readonly grid: DataLoader<string, GridDocument | undefined>;
  readonly gridsAt: DataLoader<Place, readonly GridDocument[], string>;
  /** By person, oldest first. */
  readonly visits: DataLoader<string, readonly VisitDocument[]>;
}

/** Services and loaders of one request to community. */
export interface CommunityScope {
  readonly loaders: CommunityLoaders;
  readonly grids: GridService;
  readonly dwellings: DwellingService;
  readonly visits: VisitService;
  readonly people: PersonService;
}

export type CommunityContext = RequestContext<CommunityScope>;

export function createCommunityScope(base: ScopeBase): CommunityScope {
  const grids = new GridRepository(base.store);
  const visits = new VisitRepository(base.store);
  const loaders: CommunityLoaders = {
    grid: createDocumentLoader(grids.collection),
    gridsAt: createGridsAtLoader(grids),
    visits: createListLoader(visits.collection, 'personIds', { sort: { visitedOn: 1, _id: 1 } }),
  };
  return {
    loaders,
    grids: new GridService(base, grids),
    dwellings: new DwellingService(loaders),
    visits: new VisitService(base, visits),
    people: new PersonService(base, loaders),
  };
}
