import type { CollectionDefinition, Document } from '@hub/store';
import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph } from '@hub/subgraph';
import { assertionCollection } from '../access/assertion-register.js';
import { clientCollection, clientRegisterOf } from '../access/client-register.js';
import { ClientResolver } from './client/client.resolver.js';
import { PersonBudget } from './person/person-budget.js';
import { findPerson } from './person/person.reference.js';
import { PersonResolver } from './person/person.resolver.js';
import { hubPolicy } from './policy.js';
import type { HubScope } from './scope.js';
import type { HubServices } from './services.js';

/** Collections of the hub's own store, those of bulletins included. */
export const hubCollections: readonly CollectionDefinition<Document>[] = [clientCollection, assertionCollection];

/**
 * The hub's own part of the graph. The roots `person` and `persons` stand here so that a lookup goes to all departments in
 * one wave and needs none of them: police, too, may be down.
 *
 * @param services asked for by each request, since they are made when the address of the hub is known; a schema alone
 *   needs none
 */
export function createHubSubgraph(services: () => HubServices = notServed): SubgraphDefinition<HubScope> {
  return defineSubgraph({
    name: 'hub',
    resolvers: [PersonResolver, ClientResolver],
    references: { Person: findPerson },
    collections: hubCollections,
    policy: hubPolicy,
    createScope: ({ caller, store, resources: { personTagKey } }) => ({
      caller,
      personTagKey,
      people: new PersonBudget(),
      findClient: () => clientRegisterOf(store).findActive(caller.client),
      get services() {
        return services();
      },
    }),
  });
}

function notServed(): never {
  throw new Error('The hub answers nothing before its services are made');
}
