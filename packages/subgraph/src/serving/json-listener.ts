import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HubError } from '@hub/domain';
import type { Logger, Metrics, RequestOutcome } from '@hub/server';
import { errorBody, readRequestId, requestHeaders, wholeRequestStatus } from '@hub/server';

export interface JsonAnswer {
  /** Default 200. */
  readonly status?: number;
  /** JSON. */
  readonly text: string;
}

export interface JsonListenerOptions {
  /** Name of the operation in the metrics. */
  readonly operation: string;
  /** What it throws is answered by its code; what has no code is logged, and answered without a word of what happened. */
  readonly answer: (request: IncomingMessage, requestId: string, response: ServerResponse) => Promise<JsonAnswer>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Answers JSON without express, which would cost as much again as a lookup. */
export function createJsonListener({ operation, answer, metrics, logger }: JsonListenerOptions): RequestListener {
  return (request, response) => {
    const startedAt = performance.now();
    const requestId = readRequestId(request);
    const finish = (status: number, text: string, outcome: RequestOutcome): void => {
      send(response, { status, text, requestId });
      metrics.observeRequest({ operation, outcome, seconds: (performance.now() - startedAt) / 1_000 });
    };
    answer(request, requestId, response).then(
      ({ status = 200, text }) => finish(status, text, status < 400 ? 'OK' : 'BAD_USER_INPUT'),
      (error: unknown) => {
        const known = error instanceof HubError ? error : undefined;
        if (known === undefined) logger.error({ err: error, requestId }, 'request failed');
        const refused = known ?? new HubError('INTERNAL_SERVER_ERROR', 'The department could not answer');
        finish(wholeRequestStatus(refused), JSON.stringify(errorBody(refused, requestId)), refused.code);
      },
    );
  };
}

/** @throws HubError UNAUTHENTICATED for a request without the gateway's token */
export function readDepartmentToken({ headers }: IncomingMessage): string {
  const token = headers[requestHeaders.departmentToken];
  if (typeof token !== 'string') throw new HubError('UNAUTHENTICATED', 'Departments answer the gateway only');
  return token;
}

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
