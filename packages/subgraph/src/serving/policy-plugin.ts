import type { ApolloServerPlugin } from '@apollo/server';
import { HubError } from '@hub/domain';
import type { RequestContext } from '../context/request-context.js';
import type { AccessDecider } from '../policy/access-decider.js';
import { toGraphQLError } from './format-error.js';

/** Decides every operation before anything of it runs: no resolver of any type, `_entities` included, runs undecided. */
export function createPolicyPlugin(decider: AccessDecider): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ queryHash, document, contextValue }) => {
          const decision = decider.decide(queryHash, document, contextValue.caller);
          if (decision.denied.length > 0) throw forbidden(decision.denied);
          contextValue.decision = decision;
          return Promise.resolve();
        },
      }),
  };
}

/** The refusal of a whole request, with every field this department may not read for this purpose. */
export function forbidden(fields: readonly string[]): Error {
  return toGraphQLError(
    new HubError('FORBIDDEN', 'Your department may not read these fields for this purpose; leave them out', { fields }),
    { failsRequest: true },
  );
}
