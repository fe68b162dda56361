import type { ErrorCode } from '@hub/domain';
import type { Router } from 'express';
import express from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface MetricsOptions {
  /** The part of the hub that is measured: `gateway`, `police`. A label of every series. */
  readonly name: string;
  /** Operation names that get series of their own; any other, which a client may have made up, counts as `other`. */
  readonly operations: readonly string[];
  /**
   * Memory, garbage collection and event-loop lag of the process. Default true; where several parts share a process, one
   * of them measures it.
   */
  readonly measureProcess?: boolean;
}

export interface Metrics {
  /** For further counters of the part. Labels are bounded and never about a person. */
  readonly registry: Registry;
  observeRequest(request: {
    readonly operation: string;
    readonly outcome: RequestOutcome;
    readonly seconds: number;
  }): void;
}

/** `OK`, or the error code that failed the request as a whole or in part. */
export type RequestOutcome = 'OK' | ErrorCode;

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of one part, in a registry of its own. */
export function createMetrics({ name, operations, measureProcess = true }: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ part: name });
  if (measureProcess) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'hub_requests_total',
    help: 'Requests answered, by operation name and outcome',
    labelNames: ['operation', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'hub_request_duration_seconds',
    help: 'Time to answer a request, by operation name',
    labelNames: ['operation'],
    buckets: durationBuckets,
    registers: [registry],
  });
  const known = new Set(operations);
  return {
    registry,
    observeRequest({ operation, outcome, seconds }) {
      const label = known.has(operation) ? operation : 'other';
      requests.inc({ operation: label, outcome });
      durations.observe({ operation: label }, seconds);
    },
  };
}

/** `/metrics` in Prometheus's text form. */
export function metricsRouter({ registry }: Metrics): Router {
  const router = express.Router();
  router.get('/metrics', async (_request, response) => {
    const text = await registry.metrics();
    response.type(registry.contentType).send(text);
  });
  return router;
}
