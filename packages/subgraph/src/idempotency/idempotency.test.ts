import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '@hub/domain';
import { createLogger } from '@hub/server';
import type { Document, Session, Store } from '@hub/store';
import { defineCollection, DuplicateKeyError, openStore } from '@hub/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScopeBase } from '../context/request-context.js';
import { idempotencyCollection } from './idempotency.repository.js';
import { startIdempotencySweeper } from './idempotency-sweeper.js';
import { runByCode } from './run-by-code.js';
import { runOnce } from './run-once.js';

interface Place extends Document {
  readonly name: string;
}

const places = defineCollection<Place>({ name: 'places', indexes: [] });
const logger = createLogger({ name: 'trial', level: 'silent' });
let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-idempotency-'));
  store = await openStore({ database: 'trial', dataDir, collections: [places, idempotencyCollection] });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

const clockOn = (day: string) => fixedClock(new Date(`${day}T12:00:00+08:00`));
const baseOn = (day: string): ScopeBase => ({
  store,
  clock: fixedClock(new Date('2031-01-01T00:00:00Z')),
  trueClock: clockOn(day),
  caller: { client: 'c', department: 'labor', purpose: 'OWN_RECORDS', officer: 'o' },
  resources: { synthetic: true, personTagKey: new Uint8Array(32), contentKey: new Uint8Array(32) },
});

describe('a record under a code of its own', () => {
  const content: Place = { _id: 'a', name: '码头' };
  const standing = (session: Session) => store.collection(places).findOne({ _id: content._id }, { session });
  /** What a store says to the later of two that write one record at once. */
  const collide = () => new DuplicateKeyError('places', '_id_', { _id: 1 }, { _id: content._id });

  it.each([
    ['two different keys', { idempotencyKey: 'second' }],
    ['no key', {}],
  ])('is given to both that register it at once, with %s', async (_what, input) => {
    await store.collection(places).insertOne(content);
    let isFirstTry = true;
    const answer = await runByCode<Place>(baseOn('2026-11-22'), {
      operation: 'definePlace',
      input,
      work: async (session) => {
        // The snapshot of the first try is older than the rival's commit
        if (isFirstTry) {
          isFirstTry = false;
          throw collide();
        }
        return (await standing(session)) ?? content;
      },
    });
    expect(answer).toEqual(content);
    expect(await store.collection(places).countDocuments({})).toBe(1);
  });

  it('is refused when it keeps colliding, and passes on what the work refuses', async () => {
    const options = { operation: 'definePlace', input: { idempotencyKey: 'k' } };
    await expect(
      runByCode<Place>(baseOn('2026-11-22'), { ...options, work: () => Promise.reject(collide()) }),
    ).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'CONCURRENT_CHANGE' } });
    await expect(
      runByCode<Place>(baseOn('2026-11-22'), { ...options, work: () => Promise.reject(new RangeError('other')) }),
    ).rejects.toThrow(RangeError);
  });
});

describe('first answers', () => {
  const answerOn = (day: string, key: string) =>
    runOnce<Place>(baseOn(day), {
      operation: 'definePlace',
      input: { idempotencyKey: key },
      work: () => Promise.resolve({ _id: key, name: day }),
    });
  const remembered = () => store.collection(idempotencyCollection).countDocuments({});

  it('are kept for 30 days and removed after them', async () => {
    await answerOn('2026-10-23', 'old');
    await answerOn('2026-10-24', 'young');
    await startIdempotencySweeper(store, clockOn('2026-11-22'), logger).stop();
    expect(await remembered()).toBe(2);
    await startIdempotencySweeper(store, clockOn('2026-11-23'), logger).stop();
    expect(await remembered()).toBe(1);
    expect(await answerOn('2026-11-23', 'young')).toEqual({ _id: 'young', name: '2026-10-24' });
    expect(await answerOn('2026-11-23', 'old')).toEqual({ _id: 'old', name: '2026-11-23' });
  });

  it('are looked through every hour until the service stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let day = '2026-11-22';
    const clock = { now: () => clockOn(day).now() };
    const sweeper = startIdempotencySweeper(store, clock, logger);
    await answerOn('2026-11-22', 'kept');
    day = '2026-12-24';
    vi.advanceTimersByTime(60 * 60 * 1_000);
    await sweeper.stop();
    expect(await remembered()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stand in nobody’s way when they cannot be removed', async () => {
    await store.close();
    await expect(startIdempotencySweeper(store, clockOn('2026-11-22'), logger).stop()).resolves.toBeUndefined();
  });

  it('refuse a key that is not all visible', async () => {
    for (const key of ['a\u0000', '\ud800', '\u202ea']) {
      await expect(answerOn('2026-11-22', key)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'input.idempotencyKey', reason: 'BAD_CHARACTER' },
      });
    }
  });
});
