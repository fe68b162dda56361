import type { Caller } from '@hub/domain';
import type { RequestContext } from '@hub/subgraph';
import type { Client } from '../access/client.js';

/** What the hub's resolvers work with. */
export interface HubScope {
  readonly caller: Caller;
  /** The caller's registration. */
  readonly findClient: () => Promise<Client | undefined>;
  /** Checks the tag at the end of person ids. */
  readonly personTagKey: Uint8Array;
}

export type HubContext = RequestContext<HubScope>;
