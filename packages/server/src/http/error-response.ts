import { HubError } from '@hub/domain';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from '../logging/logger.js';
import { requestIdOf } from './request-id.js';

/** The body of an answer that is an error as a whole, in the form that GraphQL clients read. */
export interface ErrorBody {
  readonly errors: readonly [{ readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }];
}

export function errorBody(error: HubError, requestId: string): ErrorBody {
  const { code, message, details } = error;
  return { errors: [{ message, extensions: { code, ...details, requestId } }] };
}

/** Codes that otherwise stand on a field, with 200, when there is no field to stand on. */
const statusWithoutField: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  DEPARTMENT_UNAVAILABLE: 503,
};

/** HTTP status of an answer that is an error as a whole. */
export function wholeRequestStatus({ code, httpStatus }: HubError): number {
  return statusWithoutField[code] ?? httpStatus;
}

/** Answers with an error that fails the whole request. */
export function sendError(response: Response, error: HubError): void {
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (error.code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(wholeRequestStatus(error)).json(errorBody(error, requestIdOf(response.req)));
}

export const answerUnknownPath: RequestHandler = (_request, response) => {
  sendError(response, new HubError('NOT_FOUND', 'Nothing is served at this path with this method'));
};

/** Last in the chain. What is not ours is logged in full and answered without any detail. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const known = knownErrorOf(error);
    const requestId = requestIdOf(request);
    if (known === undefined) logger.error({ err: error, requestId }, 'request failed');
    else logger.debug({ err: known, requestId }, 'request refused');
    // Half an answer is out: express closes the connection, so that nobody takes the half for the whole
    if (response.headersSent) return next(error);
    const answered =
      known ??
      new HubError('INTERNAL_SERVER_ERROR', 'Something went wrong in the hub; quote the request id to its operators');
    sendError(response, answered);
  };
}

function knownErrorOf(error: unknown): HubError | undefined {
  if (error instanceof HubError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  // Express's own complaints about a request, such as a path that cannot be decoded
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HubError('BAD_USER_INPUT', 'The request could not be read; check its path, headers and body', {
      cause: error,
    });
  }
  return undefined;
}
