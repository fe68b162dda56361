import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { requestHeaders } from '../headers.js';

const requestIds = new WeakMap<IncomingMessage, string>();

/** Visible ASCII, so that an id can neither break a log line nor a header. */
const acceptable = /^[\x21-\x7e]{1,128}$/;

/** The caller's request id when it is a sane one, a new one when not. */
export function readRequestId(request: IncomingMessage): string {
  const given = request.headers[requestHeaders.requestId];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

/** Gives every request its id, and answers it in every response. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const requestId = readRequestId(request);
  requestIds.set(request, requestId);
  response.setHeader('X-Request-Id', requestId);
  next();
};

/** The id of a request that went through `createApp`. */
export function requestIdOf(request: IncomingMessage): string {
  const requestId = requestIds.get(request);
  if (requestId === undefined) throw new TypeError('The request did not go through createApp');
  return requestId;
}
