import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { enterpriseClosed, enterpriseRegistered } from './enterprise/enterprise.events.js';
import { referEnterprise } from './enterprise/enterprise.reference.js';
import { enterpriseCollection } from './enterprise/enterprise.repository.js';
import { EnterpriseResolver } from './enterprise/enterprise.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import type { CommerceScope } from './scope.js';
import { createCommerceScope } from './scope.js';

/** 市场监管: which enterprises and other bodies there are, and who operates them. */
export function createCommerceSubgraph(): SubgraphDefinition<CommerceScope> {
  return defineSubgraph({
    name: 'commerce',
    resolvers: [PersonResolver, EnterpriseResolver],
    references: { Person: referById, Enterprise: referEnterprise },
    collections: [enterpriseCollection],
    policy,
    events: [enterpriseRegistered, enterpriseClosed],
    createScope: createCommerceScope,
  });
}
