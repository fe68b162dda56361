import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createDocumentLoader, createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import { DwellingService } from './dwelling/dwelling.service.js';
import { createGridsAtLoader } from './grid/grid.loader.js';
import type { GridDocument, Place } from './grid/grid.repository.js';
import { GridRepository } from './grid/grid.repository.js';
import { GridService } from './grid/grid.service.js';
import { PersonService } from './person/person.service.js';
import { MonthlyRollup } from './rollup/monthly-rollup.js';
import { StationRepository } from './station/station.repository.js';
import { StationService } from './station/station.service.js';
import type { VisitDocument } from './visit/visit.repository.js';
import { VisitRepository } from './visit/visit.repository.js';
import { VisitService } from './visit/visit.service.js';
import { VisitTally } from './visit/visit-tally.js';
import { WeekPrefill } from './weekly-return/week-prefill.js';
import { WeeklyReturnRepository } from './weekly-return/weekly-return.repository.js';
import { WeeklyReturnService } from './weekly-return/weekly-return.service.js';

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
  readonly stations: StationService;
  readonly weekPrefill: WeekPrefill;
  readonly weeklyReturns: WeeklyReturnService;
  readonly monthlyRollup: MonthlyRollup;
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
  const stations = new StationService(base, new StationRepository(base.store));
  const tally = new VisitTally(visits);
  const weekPrefill = new WeekPrefill(tally);
  const weeklyReturns = new WeeklyReturnService(base, {
    stations,
    prefill: weekPrefill,
    returns: new WeeklyReturnRepository(base.store),
  });
  return {
    loaders,
    grids: new GridService(base, grids),
    dwellings: new DwellingService(loaders),
    visits: new VisitService(base, visits, grids),
    people: new PersonService(base, loaders),
    stations,
    weekPrefill,
    weeklyReturns,
    monthlyRollup: new MonthlyRollup(tally, stations, weeklyReturns),
  };
}
