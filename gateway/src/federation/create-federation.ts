import type { DepartmentName } from '@hub/domain';
import { isDepartmentName, systemClock } from '@hub/domain';
import { createDepartmentTokenSigner, deriveDepartmentKey, StartupError } from '@hub/server';
import type { Store } from '@hub/store';
import type { GraphQLSchema } from 'graphql';
import type { GatewayOptions } from '../gateway-options.js';
import { createHubResources } from '../hub/resources.js';
import type { HubServices } from '../hub/services.js';
import { createHubSubgraph } from '../hub/subgraph.js';
import { createApolloExecutor } from './apollo-executor.js';
import { Circuit } from './circuit.js';
import { DepartmentClient } from './department-client.js';
import { DepartmentLink } from './department-link.js';
import type { Executor } from './executor.js';
import { createHubLink } from './hub-link.js';
import type { SubgraphLink } from './subgraph-link.js';

export interface FederationParts {
  readonly store: Store;
  readonly supergraphSdl: string;
  /** What the hub's own resolvers work with; first asked for by the first request. */
  readonly services?: () => HubServices;
}

export interface Federation {
  readonly executor: Executor;
  /** One way to each department of the supergraph. */
  readonly clients: ReadonlyMap<DepartmentName, DepartmentClient>;
}

/**
 * Joins the supergraph to its departments and to the hub's own subgraph; calls nobody yet.
 *
 * @throws StartupError when the supergraph cannot be used, or names a subgraph that is no department
 */
export async function createFederation(
  options: GatewayOptions,
  { store, supergraphSdl, services }: FederationParts,
): Promise<Federation> {
  const { secret, environment, logger, clock = systemClock } = options;
  const { departmentUrl = (department: DepartmentName) => environment.departmentUrls[department] } = options;
  const clients = new Map<DepartmentName, DepartmentClient>();

  const createLink = (subgraph: string, schema: () => GraphQLSchema): SubgraphLink => {
    if (subgraph === 'hub')
      return createHubLink(createHubSubgraph(services), {
        store,
        clock,
        resources: createHubResources(options),
        logger,
      });
    if (!isDepartmentName(subgraph)) {
      throw new StartupError(`The supergraph names ${subgraph}, which is no department; make it anew: npm run schemas`);
    }
    const url = (): string => departmentUrl(subgraph);
    const client = new DepartmentClient({ url, timeoutMs: environment.departmentTimeoutMs });
    clients.set(subgraph, client);
    const signer = createDepartmentTokenSigner(deriveDepartmentKey(secret, subgraph), subgraph);
    return new DepartmentLink({
      department: subgraph,
      client,
      circuit: new Circuit(options.circuit),
      signer,
      schema,
      logger,
    });
  };

  const executor = await createApolloExecutor({ supergraphSdl, createLink, logger });
  return { executor, clients };
}
