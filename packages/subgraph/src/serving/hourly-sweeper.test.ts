import { createLogger } from '@hub/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHourlySweeper } from './hourly-sweeper.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('sweeps now and every hour, also after a failure that is logged, until it is stopped', async () => {
  const lines: string[] = [];
  const logger = createLogger({
    name: 'trial',
    level: 'error',
    destination: { write: (line) => void lines.push(line) },
  });
  let sweeps = 0;
  const sweep = (): Promise<void> => {
    sweeps += 1;
    return sweeps === 1 ? Promise.reject(new Error('the disk is away')) : Promise.resolve();
  };
  const sweeper = startHourlySweeper('old things', sweep, logger);
  await vi.waitUntil(() => lines.length === 1);
  expect(lines[0]).toContain('old things could not be removed');
  vi.advanceTimersByTime(60 * 60 * 1_000);
  await sweeper.stop();
  expect(sweeps).toBe(2);
  vi.advanceTimersByTime(60 * 60 * 1_000);
  expect(sweeps).toBe(2);
});
