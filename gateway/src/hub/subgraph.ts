import { defineSubgraph } from '@hub/subgraph';
import { assertionCollection } from '../access/assertion-register.js';
import { clientCollection, clientRegisterOf } from '../access/client-register.js';
import { ClientResolver } from './client/client.resolver.js';
import { PersonBudget } from './person/person-budget.js';
import { findPerson } from './person/person.reference.js';
import { PersonResolver } from './person/person.resolver.js';
import { hubPolicy } from './policy.js';
import type { HubScope } from './scope.js';

/**
 * The hub's own part of the graph. The roots `person` and `persons` stand here so that a lookup goes to all departments in
 * one wave and needs none of them: police, too, may be down.
 */
export const hubSubgraph = defineSubgraph<HubScope>({
  name: 'hub',
  resolvers: [PersonResolver, ClientResolver],
  references: { Person: findPerson },
  collections: [clientCollection, assertionCollection],
  policy: hubPolicy,
  createScope: ({ caller, store, resources: { personTagKey } }) => ({
    caller,
    personTagKey,
    people: new PersonBudget(),
    findClient: () => clientRegisterOf(store).findActive(caller.client),
  }),
});
