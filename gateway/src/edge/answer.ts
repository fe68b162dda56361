import type { ErrorCode } from '@hub/domain';
import { errorCodes } from '@hub/domain';
import { requestIdOf } from '@hub/server';
import type { Request, Response } from 'express';
import type { ExecutionResult } from '../federation/executor.js';
import type { AnsweredError, ErrorFormatter } from './format-error.js';
import { RefusedRequest } from './refused-request.js';

/** Sends what an operation gave. With data, whole or in part, the status is 200; without, it is that of the first error. */
export function sendResult(
  response: Response,
  { data, errors }: ExecutionResult,
  format: ErrorFormatter,
): ErrorCode | 'OK' {
  const requestId = requestIdOf(response.req);
  const answered = errors.map((error) => format(error, requestId));
  const hasData = data !== undefined && data !== null;
  if (!hasData) setErrorHeaders(response, answered);
  send(response, hasData ? 200 : statusOf(answered), {
    ...(answered.length > 0 && { errors: answered }),
    ...(data !== undefined && { data }),
  });
  return answered[0]?.extensions.code ?? 'OK';
}

/** Sends why a request is refused as a whole. */
export function sendRefusal(response: Response, error: unknown, format: ErrorFormatter): ErrorCode {
  const requestId = requestIdOf(response.req);
  const reasons = error instanceof RefusedRequest ? error.errors : [error];
  const answered = reasons.map((reason) => format(reason, requestId));
  setErrorHeaders(response, answered);
  send(response, statusOf(answered), { errors: answered });
  return answered[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR';
}

/** Only what is not read by POST; GraphQL over HTTP would allow queries by GET, whose URLs end up in logs. */
export function refuseMethod(_request: Request, response: Response): void {
  response.setHeader('Allow', 'POST');
  send(response, 405, {
    errors: [
      {
        message: 'Send operations by POST',
        extensions: { code: 'BAD_USER_INPUT', requestId: requestIdOf(response.req) },
      },
    ],
  });
}

function statusOf(errors: readonly AnsweredError[]): number {
  const [first] = errors;
  return first === undefined ? errorCodes.INTERNAL_SERVER_ERROR : errorCodes[first.extensions.code];
}

function setErrorHeaders(response: Response, errors: readonly AnsweredError[]): void {
  const [first] = errors;
  const { code, retryAfterSeconds } = first?.extensions ?? {};
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer');
}

function send(response: Response, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}
