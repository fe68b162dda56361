import { createLogger } from '@hub/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxOnTrial } from './outbox.fixture.js';
import { readAll, tryOutbox } from './outbox.fixture.js';
import { startOutboxSweeper } from './outbox-sweeper.js';

const logger = createLogger({ name: 'trial', level: 'silent' });

describe('old events', () => {
  let trial: OutboxOnTrial;
  beforeEach(async () => {
    trial = await tryOutbox();
    for (const [day, place] of [
      ['2026-10-20', 'DOCK'],
      ['2026-10-23', 'PIER'],
      ['2026-10-24', 'QUAY'],
    ] as const) {
      trial.setToday(day);
      await trial.see(place);
    }
    trial.setToday('2026-11-22');
  });
  afterEach(() => trial.close());

  const sweep = () => startOutboxSweeper(trial.store, trial.feed, trial.base.clock, logger).stop();
  const confirm = (sequence: number) => trial.feed.read({ after: sequence, limit: 1, waitMs: 0 });
  const held = async () => (await readAll(trial.feed, 100)).flat().map(({ sequence }) => sequence);

  it('stay until the gateway has asked for what comes after them', async () => {
    await sweep();
    expect(await held()).toEqual([1, 2, 3]);
    await confirm(1);
    await sweep();
    expect(await held()).toEqual([2, 3]);
  });

  it('stay for 30 days by the business clock, though the gateway has them', async () => {
    await confirm(3);
    await sweep();
    expect(await held()).toEqual([2, 3]);
    expect(await trial.feed.read({ after: 0, limit: 10, waitMs: 0 })).toMatchObject({ oldest: 2, newest: 3 });
    trial.setToday('2026-12-31');
    await confirm(3);
    await sweep();
    expect(await trial.feed.read({ after: 0, limit: 10, waitMs: 0 })).toMatchObject({
      oldest: 4,
      newest: 3,
      events: [],
    });
    await trial.see('BERTH');
    expect(await held()).toEqual([4]);
  });

  it('stay when a reader asks for what comes after events that never were', async () => {
    await confirm(9);
    await sweep();
    expect(await held()).toEqual([1, 2, 3]);
  });

  it('stay, where the gateway was restored and asks again for what it had', async () => {
    await confirm(3);
    await confirm(0);
    await sweep();
    expect(await held()).toEqual([1, 2, 3]);
  });

  it('leave no gap behind a younger one, though the business clock was set back in between', async () => {
    trial.setToday('2026-09-01');
    await trial.see('BERTH');
    trial.setToday('2026-11-22');
    await confirm(4);
    await sweep();
    expect(await held()).toEqual([2, 3, 4]);
  });
});
