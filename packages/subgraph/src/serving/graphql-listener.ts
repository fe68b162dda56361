import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { Caller } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { DepartmentTokenVerifier, Logger, Metrics, RequestOutcome } from '@hub/server';
import { errorBody, readRequestId, requestHeaders } from '@hub/server';
import type { RequestContext } from '../context/request-context.js';
import { readJsonBody } from './read-json-body.js';

export interface GraphqlListenerOptions {
  readonly executor: ApolloServer<RequestContext>;
  readonly verifier: DepartmentTokenVerifier;
  readonly createScope: (caller: Caller) => unknown;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * `POST /graphql` of a department, for the gateway's token alone. It stands before express, which would cost as much again as
 * a lookup; the token is looked at before the body is read.
 */
export function createGraphqlListener(options: GraphqlListenerOptions): RequestListener {
  const { executor, verifier, createScope, metrics, logger } = options;

  const answer = async (request: IncomingMessage, requestId: string): Promise<{ status: number; text: string }> => {
    const token = request.headers[requestHeaders.departmentToken];
    if (typeof token !== 'string') throw new HubError('UNAUTHENTICATED', 'Departments answer the gateway only');
    const caller = await verifier.verify(token);
    const body = await readJsonBody(request);
    const { status = 200, body: answered } = await executor.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: jsonHeaders, search: '', body },
      context: () => Promise.resolve({ caller, requestId, scope: createScope(caller) }),
    });
    if (answered.kind !== 'complete') throw new TypeError('A department answers in one piece');
    return { status, text: answered.string };
  };

  return (request, response) => {
    const startedAt = performance.now();
    const requestId = readRequestId(request);
    const finish = (status: number, text: string, outcome: RequestOutcome): void => {
      send(response, { status, text, requestId });
      metrics.observeRequest({ operation: 'graphql', outcome, seconds: (performance.now() - startedAt) / 1_000 });
    };
    answer(request, requestId).then(
      ({ status, text }) => finish(status, text, status < 400 ? 'OK' : 'BAD_USER_INPUT'),
      (error: unknown) => {
        const known = error instanceof HubError ? error : undefined;
        if (known === undefined) logger.error({ err: error, requestId }, 'request failed');
        const refused = known ?? new HubError('INTERNAL_SERVER_ERROR', 'The department could not answer');
        finish(refused.httpStatus, JSON.stringify(errorBody(refused, requestId)), refused.code);
      },
    );
  };
}

/** The body is known to be JSON, and nothing else of the request concerns GraphQL. */
const jsonHeaders = new HeaderMap([['content-type', 'application/json']]);

function send(
  response: ServerResponse,
  { status, text, requestId }: { readonly status: number; readonly text: string; readonly requestId: string },
): void {
  response.writeHead(status, [
    'Content-Type',
    'application/json; charset=utf-8',
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
    'X-Request-Id',
    requestId,
    'Content-Length',
    String(Buffer.byteLength(text)),
  ]);
  response.end(text);
}
