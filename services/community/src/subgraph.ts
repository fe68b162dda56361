import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { referDwelling } from './dwelling/dwelling.reference.js';
import { DwellingResolver } from './dwelling/dwelling.resolver.js';
import { referGrid } from './grid/grid.reference.js';
import { drawingCollection, gridCollection } from './grid/grid.repository.js';
import { GridResolver } from './grid/grid.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import type { CommunityScope } from './scope.js';
import { createCommunityScope } from './scope.js';
import { visitCollection } from './visit/visit.repository.js';
import { VisitResolver } from './visit/visit.resolver.js';

/** 社区、网格: the grids of each village, where a dwelling belongs, and who was met on visits. */
export function createCommunitySubgraph(): SubgraphDefinition<CommunityScope> {
  return defineSubgraph({
    name: 'community',
    resolvers: [GridResolver, DwellingResolver, VisitResolver, PersonResolver],
    references: { Grid: referGrid, Dwelling: referDwelling, Person: referById },
    collections: [gridCollection, drawingCollection, visitCollection],
    policy,
    createScope: createCommunityScope,
  });
}
