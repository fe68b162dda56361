import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { transactionLifetimeMs, withinLifetime } from './transaction-lifetime.js';

describe('the lifetime of a transaction', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends work that takes longer', async () => {
    const work = withinLifetime(new Promise(() => undefined));
    const ended = expect(work).rejects.toThrow(/60 seconds/);
    await vi.advanceTimersByTimeAsync(transactionLifetimeMs);
    await ended;
  });

  it('leaves work alone that is done in time', async () => {
    expect(await withinLifetime(Promise.resolve('done'))).toBe('done');
    await expect(withinLifetime(Promise.reject(new Error('own')))).rejects.toThrow('own');
    expect(vi.getTimerCount()).toBe(0);
  });
});
