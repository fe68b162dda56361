import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { referDwelling } from './dwelling/dwelling.reference.js';
import { DwellingResolver } from './dwelling/dwelling.resolver.js';
import { referGrid } from './grid/grid.reference.js';
import { drawingCollection, gridCollection } from './grid/grid.repository.js';
import { GridResolver } from './grid/grid.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import { monthlyRollupReport } from './rollup/monthly-rollup.report.js';
import type { CommunityScope } from './scope.js';
import { createCommunityScope } from './scope.js';
import { stationCollection } from './station/station.repository.js';
import { StationResolver } from './station/station.resolver.js';
import { visitCollection } from './visit/visit.repository.js';
import { VisitResolver } from './visit/visit.resolver.js';
import { weeklyReturnSubmitted } from './weekly-return/weekly-return.events.js';
import { weeklyReturnCollection } from './weekly-return/weekly-return.repository.js';
import { WeeklyReturnResolver } from './weekly-return/weekly-return.resolver.js';
import { weeklyStationsReport } from './weekly-return/weekly-stations.report.js';
import { weeklyStatusReport } from './weekly-return/weekly-status.report.js';

/** 社区、网格: the grids of each village, where a dwelling belongs, who was met on visits, and the stations' weekly figures. */
export function createCommunitySubgraph(): SubgraphDefinition<CommunityScope> {
  return defineSubgraph({
    name: 'community',
    resolvers: [GridResolver, DwellingResolver, VisitResolver, PersonResolver, StationResolver, WeeklyReturnResolver],
    references: { Grid: referGrid, Dwelling: referDwelling, Person: referById },
    collections: [gridCollection, drawingCollection, visitCollection, stationCollection, weeklyReturnCollection],
    policy,
    events: [weeklyReturnSubmitted],
    reports: [weeklyStationsReport, weeklyStatusReport, monthlyRollupReport],
    createScope: createCommunityScope,
  });
}
