import type { RequestListener } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { Caller } from '@hub/domain';
import type { DepartmentTokenVerifier, Logger, Metrics } from '@hub/server';
import type { RequestContext } from '../context/request-context.js';
import { createJsonListener, readDepartmentToken } from './json-listener.js';
import { readJsonBody } from './read-json-body.js';

export interface GraphqlListenerOptions {
  readonly executor: ApolloServer<RequestContext>;
  readonly verifier: DepartmentTokenVerifier;
  readonly createScope: (caller: Caller) => unknown;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** `POST /graphql` of a department, for the gateway's token alone, which is looked at before the body is read. */
export function createGraphqlListener(options: GraphqlListenerOptions): RequestListener {
  const { executor, verifier, createScope, metrics, logger } = options;
  return createJsonListener({
    operation: 'graphql',
    metrics,
    logger,
    answer: async (request, requestId) => {
      const caller = await verifier.verify(readDepartmentToken(request));
      const body = await readJsonBody(request);
      const { status = 200, body: answered } = await executor.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: jsonHeaders, search: '', body },
        context: () => Promise.resolve({ caller, requestId, scope: createScope(caller) }),
      });
      if (answered.kind !== 'complete') throw new TypeError('A department answers in one piece');
      return { status, text: answered.string };
    },
  });
}

/** The body is known to be JSON, and nothing else of the request concerns GraphQL. */
const jsonHeaders = new HeaderMap([['content-type', 'application/json']]);
