import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/logger.js';
import { createHttpService } from './http-service.js';
import { answerWhileStarting } from './starting-listener.js';

const service = createHttpService({
  app: answerWhileStarting,
  host: '127.0.0.1',
  port: 0,
  logger: createLogger({ name: 'test', level: 'silent' }),
});

afterEach(() => service.stop());

describe('a part that is starting', () => {
  it.each([
    ['/health/live', 200, { ok: true }, null],
    ['/health/ready', 503, { ok: false }, '1'],
    ['/graphql', 503, { ok: false }, '1'],
  ])('answers %s with %i', async (path, status, body, retryAfter) => {
    const { url } = await service.start();
    const answer = await fetch(url + path);
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([status, retryAfter, body]);
  });
});
