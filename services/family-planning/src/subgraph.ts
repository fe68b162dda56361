import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import type { FamilyPlanningScope } from './scope.js';
import { createFamilyPlanningScope } from './scope.js';
import { vaccinationCollection } from './vaccination/vaccination.repository.js';
import { VaccinationResolver } from './vaccination/vaccination.resolver.js';

/** 卫健: where children stand in the vaccination schedule, and nothing else. */
export function createFamilyPlanningSubgraph(): SubgraphDefinition<FamilyPlanningScope> {
  return defineSubgraph({
    name: 'family-planning',
    resolvers: [PersonResolver, VaccinationResolver],
    references: { Person: referById },
    collections: [vaccinationCollection],
    policy,
    createScope: createFamilyPlanningScope,
  });
}
