import type { Express } from 'express';
import express from 'express';
import type { Logger } from '../logging/logger.js';
import { answerErrors, answerUnknownPath } from './error-response.js';
import { parseJsonBody } from './json-body.js';
import { assignRequestId } from './request-id.js';
import { setResponseHeaders } from './response-headers.js';

export interface AppOptions {
  readonly logger: Logger;
  /** Mounts the paths, between what comes before every request and what answers errors. */
  readonly routes: (app: Express) => void;
  /**
   * Largest JSON body in bytes; default 256 KiB. `'none'` leaves bodies alone, for an app that looks at the token first:
   * it mounts `parseJsonBody()` itself.
   */
  readonly jsonBodyLimitBytes?: number | 'none';
}

/** An express app that gives every request an id, reads JSON bodies carefully and answers errors as JSON. */
export function createApp({ logger, routes, jsonBodyLimitBytes }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // A digest of an answer would tell whether it changed, and nothing here may be cached anyway
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(assignRequestId, setResponseHeaders);
  if (jsonBodyLimitBytes !== 'none') app.use(...parseJsonBody(jsonBodyLimitBytes));
  routes(app);
  app.use(answerUnknownPath, answerErrors(logger));
  return app;
}
