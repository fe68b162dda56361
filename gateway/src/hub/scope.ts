import type { Caller } from '@hub/domain';
import type { RequestContext } from '@hub/subgraph';
import type { Client } from '../access/client.js';
import type { PersonBudget } from './person/person-budget.js';
import type { HubServices } from './services.js';

/** What the hub's resolvers work with. */
export interface HubScope {
  readonly caller: Caller;
  /** The caller's registration. */
  readonly findClient: () => Promise<Client | undefined>;
  /** Checks the tag at the end of person ids. */
  readonly personTagKey: Uint8Array;
  readonly people: PersonBudget;
  readonly services: HubServices;
}

export type HubContext = RequestContext<HubScope>;
