import { Counter } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createApp } from './http/app.js';
import { createHttpService } from './http/http-service.js';
import { createLogger } from './logging/logger.js';
import { createMetrics, metricsRouter } from './metrics.js';

const logger = createLogger({ name: 'test', level: 'silent' });

describe('metrics', () => {
  it('count requests by operation and outcome, and time them', async () => {
    const metrics = createMetrics({ name: 'police', operations: ['Person'], measureProcess: false });
    metrics.observeRequest({ operation: 'Person', outcome: 'OK', seconds: 0.02 });
    metrics.observeRequest({ operation: 'Person', outcome: 'FORBIDDEN', seconds: 0.002 });
    const text = await metrics.registry.metrics();
    expect(text).toContain('hub_requests_total{operation="Person",outcome="OK",part="police"} 1');
    expect(text).toContain('hub_requests_total{operation="Person",outcome="FORBIDDEN",part="police"} 1');
    expect(text).toContain('hub_request_duration_seconds_bucket{le="0.025",part="police",operation="Person"} 2');
    expect(text).toContain('hub_request_duration_seconds_count{part="police",operation="Person"} 2');
  });

  it('never take a name that a client made up', async () => {
    const metrics = createMetrics({ name: 'gateway', operations: ['Person'], measureProcess: false });
    for (let index = 0; index < 1000; index += 1) {
      metrics.observeRequest({ operation: `P${index}`, outcome: 'OK', seconds: 0.001 });
    }
    metrics.observeRequest({ operation: '__proto__', outcome: 'OK', seconds: 0.001 });
    const text = await metrics.registry.metrics();
    expect(text.match(/^hub_requests_total\{.*$/gm)).toEqual([
      'hub_requests_total{operation="other",outcome="OK",part="gateway"} 1001',
    ]);
  });

  it('of several parts in one process keep apart', async () => {
    const [police, labor] = ['police', 'labor'].map((name) =>
      createMetrics({ name, operations: ['A'], measureProcess: false }),
    );
    police?.observeRequest({ operation: 'A', outcome: 'OK', seconds: 1 });
    expect(await labor?.registry.metrics()).not.toContain('operation="A"');
  });

  it('are served as text, with event-loop lag and what the part adds', async () => {
    const metrics = createMetrics({ name: 'gateway', operations: [] });
    new Counter({ name: 'hub_limited_total', help: 'x', registers: [metrics.registry] }).inc();
    const app = createApp({ logger, routes: (routes) => routes.use(metricsRouter(metrics)) });
    const service = createHttpService({ app, host: '127.0.0.1', port: 0, logger });
    const { url } = await service.start();
    const answer = await fetch(`${url}/metrics`);
    const text = await answer.text();
    await service.stop();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{part="gateway"\} \d/m);
    expect(text).toContain('hub_limited_total{part="gateway"} 1');
  });
});
