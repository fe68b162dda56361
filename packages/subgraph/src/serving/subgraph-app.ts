import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { Caller, ErrorCode } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { DepartmentTokenVerifier, Logger, Metrics, Readiness } from '@hub/server';
import {
  createApp,
  healthRouter,
  metricsRouter,
  parseJsonBody,
  requestHeaders,
  requestIdOf,
  sendError,
} from '@hub/server';
import type { Express, RequestHandler } from 'express';
import type { RequestContext } from '../context/request-context.js';

export interface SubgraphAppOptions {
  readonly executor: ApolloServer<RequestContext>;
  readonly verifier: DepartmentTokenVerifier;
  readonly createScope: (caller: Caller) => unknown;
  readonly ready: () => Promise<Readiness>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** A request may name 1,000 entities or carry 1,000 people to resolve. */
const bodyLimitBytes = 1024 * 1024;

/**
 * What a department answers over HTTP: GraphQL for the gateway's token alone, and its health. The token is looked at before
 * the body is read.
 */
export function createSubgraphApp(options: SubgraphAppOptions): Express {
  const { executor, verifier, createScope, ready, metrics, logger } = options;
  const context = expressMiddleware(executor, {
    context: ({ req, res }) => {
      const caller = (res.locals as { caller: Caller }).caller;
      return Promise.resolve({ caller, requestId: requestIdOf(req), scope: createScope(caller) });
    },
  });
  return createApp({
    logger,
    jsonBodyLimitBytes: 'none',
    routes: (app) => {
      app.use(healthRouter({ ready, logger }));
      app.use(metricsRouter(metrics));
      app.post('/graphql', measure(metrics), authenticate(verifier), ...parseJsonBody(bodyLimitBytes), context);
    },
  });
}

function authenticate(verifier: DepartmentTokenVerifier): RequestHandler {
  return async (request, response, next) => {
    const token = request.headers[requestHeaders.departmentToken];
    try {
      if (typeof token !== 'string') throw new HubError('UNAUTHENTICATED', 'Departments answer the gateway only');
      (response.locals as { caller?: Caller }).caller = await verifier.verify(token);
      next();
    } catch (error) {
      if (error instanceof HubError) sendError(response, error);
      else next(error);
    }
  };
}

const outcomes: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
};

function measure(metrics: Metrics): RequestHandler {
  return (_request, response, next) => {
    const startedAt = performance.now();
    response.once('finish', () => {
      const { statusCode } = response;
      const outcome = statusCode < 400 ? 'OK' : (outcomes[statusCode] ?? 'INTERNAL_SERVER_ERROR');
      metrics.observeRequest({ operation: 'graphql', outcome, seconds: (performance.now() - startedAt) / 1_000 });
    });
    next();
  };
}
