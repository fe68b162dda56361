import type { Router } from 'express';
import express from 'express';
import type { Logger } from './logging/logger.js';

/** What `/health/ready` answers; `ok` decides between 200 and 503, the rest is for whoever reads it. */
export interface Readiness {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

export interface HealthOptions {
  /** Whether this part can do its work now. A rejection, or no answer in time, is a no. */
  readonly ready: () => Promise<Readiness>;
  readonly logger: Logger;
  /** Default 3000. */
  readonly timeoutMs?: number;
}

/**
 * `/health/live`: the event loop turns. `/health/ready`: the part can work. Mounted where no token is asked for, so
 * answers hold states and names of departments only.
 */
export function healthRouter({ ready, logger, timeoutMs = 3000 }: HealthOptions): Router {
  const router = express.Router();
  router.get('/health/live', (_request, response) => {
    response.json({ ok: true });
  });
  router.get('/health/ready', async (_request, response) => {
    const readiness = await answerInTime(ready, timeoutMs).catch((error: unknown) => {
      logger.warn({ err: error }, 'not ready');
      return { ok: false };
    });
    response.status(readiness.ok ? 200 : 503).json(readiness);
  });
  return router;
}

async function answerInTime(ready: () => Promise<Readiness>, timeoutMs: number): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, reason: 'TIMEOUT' }), timeoutMs);
  });
  try {
    return await Promise.race([ready(), late]);
  } finally {
    clearTimeout(timer);
  }
}
