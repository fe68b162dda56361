import type { Logger, Metrics } from '@hub/server';
import { parseJsonBody, requestIdOf } from '@hub/server';
import type { AccessDecider } from '@hub/subgraph';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import express from 'express';
import type { Client } from '../access/client.js';
import type { Executor } from '../federation/executor.js';
import { refuseMethod, sendRefusal, sendResult } from './answer.js';
import type { Authenticator } from './authenticator.js';
import { checkAccess } from './check-access.js';
import { checkSingleAuthorization, checkSingleHeaders } from './check-single-headers.js';
import { checkOperationName } from './check-operation-name.js';
import { checkVariables } from './check-variables.js';
import { createErrorFormatter } from './format-error.js';
import { identifyCaller } from './identify-caller.js';
import { OperationPreparer } from './operation-preparer.js';
import type { RateLimiter } from './rate-limiter.js';
import { readOperationRequest } from './read-request.js';

export interface EdgeOptions {
  readonly authenticator: Authenticator;
  readonly rateLimiter: RateLimiter;
  readonly decider: AccessDecider;
  readonly executor: Executor;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

type EdgeResponse = Response<unknown, { client?: Client; startedAt?: number }>;

/**
 * `POST /graphql`, step by step: who calls, how often, why; then what is asked, whether it is within the limits, valid and
 * allowed; and only then the departments. Nobody who has no token gets as far as sending a body.
 */
export function createGraphqlRoute(edge: EdgeOptions): Router {
  const { authenticator, rateLimiter, decider, executor, metrics, logger } = edge;
  const preparer = new OperationPreparer(executor.schema);
  const format = createErrorFormatter({
    onInternalError: (error, requestId) => logger.error({ err: error, requestId }, 'operation failed'),
  });

  const enter = async (request: Request, response: EdgeResponse, next: () => void): Promise<void> => {
    response.locals.startedAt = performance.now();
    checkSingleAuthorization(request);
    const client = await authenticator.authenticate(request.headers.authorization);
    await rateLimiter.count(client._id);
    response.locals.client = client;
    checkSingleHeaders(request);
    next();
  };

  const answer = async (request: Request, response: EdgeResponse): Promise<void> => {
    const { client } = response.locals;
    if (client === undefined) throw new Error('No client was identified before the body');
    const caller = identifyCaller(client, request.headers);
    const { text, variables, operationName } = readOperationRequest(request);
    const operation = preparer.prepare(text);
    checkOperationName(operation, operationName);
    checkVariables(executor.schema, operation, variables);
    checkAccess(decider, operation, caller);
    const requestId = requestIdOf(request);
    const result = await executor.execute({ operation, variables, caller, requestId });
    observe(response, operation.operation.operation, sendResult(response, result, format));
  };

  const observe = (response: EdgeResponse, operation: string, outcome: ReturnType<typeof sendResult>): void => {
    const seconds = (performance.now() - (response.locals.startedAt ?? performance.now())) / 1000;
    metrics.observeRequest({ operation, outcome, seconds });
  };

  const refuse: ErrorRequestHandler = (error: unknown, request, response: EdgeResponse, next) => {
    if (response.headersSent) return next(error);
    const outcome = sendRefusal(response, error, format);
    observe(response, 'refused', outcome);
    logger.debug({ outcome, client: response.locals.client?._id, requestId: requestIdOf(request) }, 'request refused');
  };

  const router = express.Router();
  router.post('/graphql', enter, ...parseJsonBody(), answer, refuse);
  router.all('/graphql', refuseMethod);
  return router;
}

/** What the request metrics tell apart. */
export const measuredOperations = ['query', 'mutation', 'refused'] as const;
