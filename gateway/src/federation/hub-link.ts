import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import type { DepartmentResources, RequestContext, SubgraphDefinition } from '@hub/subgraph';
import { AccessDecider, buildSubgraph, findHubError, forbidden } from '@hub/subgraph';
import type { DocumentNode, GraphQLError } from 'graphql';
import { execute, parse } from 'graphql';
import { loggedInternal } from './error-details.js';
import type { SubgraphAnswer, SubgraphError, SubgraphLink, SubgraphQuestion } from './subgraph-link.js';
import { TextMemory } from './text-memory.js';

export interface HubLinkOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Default: the system's. */
  readonly trueClock?: Pick<Clock, 'now'>;
  readonly resources: DepartmentResources;
  readonly logger: Logger;
}

/**
 * The hub's own subgraph, run in this process with the caller as context: the same schema, policy and resolvers as a
 * department's, without the network in between.
 */
export function createHubLink<Scope>(
  definition: SubgraphDefinition<Scope>,
  { logger, ...base }: HubLinkOptions,
): SubgraphLink {
  const { schema, table } = buildSubgraph(definition);
  const decider = new AccessDecider(table, schema);
  const documents = new TextMemory<DocumentNode>();

  return {
    async ask({ query, variables, caller, requestId }: SubgraphQuestion): Promise<SubgraphAnswer> {
      const document = documents.recall(query, () => parse(query));
      const decision = decider.decide(query, document, caller);
      if (decision.denied.length > 0) return { data: null, errors: [toSubgraphError(forbidden(decision.denied))] };
      const scope = definition.createScope({ ...base, caller });
      const contextValue: RequestContext<Scope> = { caller, requestId, scope, decision };
      const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
      for (const error of errors ?? []) {
        if (findHubError(error) === undefined) logger.error({ err: error, requestId }, 'a resolver of the hub failed');
      }
      return { data: data ?? null, ...(errors !== undefined && { errors: errors.map(toSubgraphError) }) };
    },
    stop: () => Promise.resolve(),
  };
}

function toSubgraphError(error: GraphQLError | Error): SubgraphError {
  const path = 'path' in error ? error.path : undefined;
  const position = path === undefined ? {} : { path };
  const hubError = findHubError(error);
  if (hubError === undefined) {
    return { message: 'The hub could not answer', ...position, extensions: loggedInternal };
  }
  const { message, code, details } = hubError;
  return { message, ...position, extensions: { code, ...details } };
}
