import type { Logger, Metrics, Readiness } from '@hub/server';
import { createApp, healthRouter, metricsRouter } from '@hub/server';
import type { Express } from 'express';

export interface SubgraphAppOptions {
  readonly ready: () => Promise<Readiness>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** What a department answers beside GraphQL: its health and its metrics. */
export function createSubgraphApp({ ready, metrics, logger }: SubgraphAppOptions): Express {
  return createApp({
    logger,
    jsonBodyLimitBytes: 'none',
    routes: (app) => {
      app.use(healthRouter({ ready, logger }));
      app.use(metricsRouter(metrics));
    },
  });
}
