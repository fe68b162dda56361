import { afterEach, describe, expect, it } from 'vitest';
import type { Readiness } from './health.js';
import { healthRouter } from './health.js';
import { createApp } from './http/app.js';
import type { HttpService } from './http/http-service.js';
import { createHttpService } from './http/http-service.js';
import { createLogger } from './logging/logger.js';

const logger = createLogger({ name: 'test', level: 'silent' });
let service: HttpService | undefined;
afterEach(() => service?.stop());

async function ask(path: string, ready: () => Promise<Readiness>, timeoutMs = 3000) {
  const app = createApp({ logger, routes: (routes) => routes.use(healthRouter({ ready, logger, timeoutMs })) });
  service = createHttpService({ app, host: '127.0.0.1', port: 0, logger });
  const { url } = await service.start();
  const answer = await fetch(url + path);
  return { status: answer.status, body: await answer.json() };
}

describe('health', () => {
  it('is alive even when it is not ready', async () => {
    const answer = await ask('/health/live', () => Promise.reject(new Error('down')));
    expect(answer).toEqual({ status: 200, body: { ok: true } });
  });

  it('is ready with the details that the part gives', async () => {
    const readiness = { ok: true, departments: { police: 'UP', labor: 'DOWN' } };
    expect(await ask('/health/ready', () => Promise.resolve(readiness))).toEqual({ status: 200, body: readiness });
  });

  it('is not ready when the part says so', async () => {
    const readiness = { ok: false, store: 'unreachable' };
    expect(await ask('/health/ready', () => Promise.resolve(readiness))).toEqual({ status: 503, body: readiness });
  });

  it('is not ready when the part cannot tell, and does not say why to everybody', async () => {
    const answer = await ask('/health/ready', () => Promise.reject(new Error('mongodb://hub:geheim@db')));
    expect(answer).toEqual({ status: 503, body: { ok: false } });
  });

  it('is not ready when the part does not answer in time', async () => {
    const answer = await ask('/health/ready', () => new Promise(() => undefined), 20);
    expect(answer).toEqual({ status: 503, body: { ok: false, reason: 'TIMEOUT' } });
  });
});
