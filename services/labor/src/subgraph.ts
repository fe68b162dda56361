import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { employmentEnded, employmentStarted } from './employment/employment.events.js';
import { employmentCollection } from './employment/employment.repository.js';
import { EmploymentResolver } from './employment/employment.resolver.js';
import { insuranceCollection } from './insurance/insurance.repository.js';
import { InsuranceResolver } from './insurance/insurance.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import type { LaborScope } from './scope.js';
import { createLaborScope } from './scope.js';

/** 人社: who works where, since when, under a contract, and insured. */
export function createLaborSubgraph(): SubgraphDefinition<LaborScope> {
  return defineSubgraph({
    name: 'labor',
    resolvers: [PersonResolver, EmploymentResolver, InsuranceResolver],
    references: { Person: referById },
    collections: [employmentCollection, insuranceCollection],
    policy,
    events: [employmentStarted, employmentEnded],
    createScope: createLaborScope,
  });
}
