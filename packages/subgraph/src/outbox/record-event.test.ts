import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScopeBase } from '../context/request-context.js';
import { runByCode } from '../idempotency/run-by-code.js';
import { runOnce } from '../idempotency/run-once.js';
import { defineEvent } from './define-event.js';
import type { OutboxOnTrial, Place } from './outbox.fixture.js';
import { homes, places, placeSeen, readAll, tryOutbox } from './outbox.fixture.js';
import { recordEvent } from './record-event.js';

describe.each(homes)('an event in %s', (_name, makeHome) => {
  let trial: OutboxOnTrial;
  beforeEach(async () => {
    trial = await tryOutbox(makeHome);
  });
  afterEach(() => trial.close());

  const told = async () => (await readAll(trial.feed, 100)).flat().map(({ data }) => data['place']);
  const kept = async () => (await trial.store.collection(places).find({}).toArray()).map(({ _id }) => _id);

  it('is told with business time and an id of its own once what it tells has committed', async () => {
    await trial.see('DOCK');
    expect((await trial.feed.read({ after: 0, limit: 10, waitMs: 0 })).events).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as unknown,
        sequence: 1,
        type: 'labor.place.seen',
        occurredAt: '2026-11-22T04:00:00.000Z',
        data: { place: 'DOCK', people: 3 },
      },
    ]);
  });

  it('is not told, and its number not used, when the transaction fails after it', async () => {
    await trial.see('DOCK');
    await expect(trial.see('PIER', () => Promise.reject(new Error('power cut')))).rejects.toThrow('power cut');
    await trial.see('QUAY');
    expect(await kept()).toEqual(['DOCK', 'QUAY']);
    expect((await readAll(trial.feed, 100)).flat().map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('takes what it tells back with it when it is none of the department’s, or carries what it may not', async () => {
    const other = defineEvent({ ...placeSeen, type: 'labor.place.left' });
    const recorded = (work: Parameters<typeof trial.store.withTransaction>[0]) => trial.store.withTransaction(work);
    await expect(
      recorded(async (session) => {
        await trial.store.collection(places).insertOne({ _id: 'DOCK', people: 3 }, { session });
        await recordEvent(trial.base, session, other, { place: 'DOCK', people: 3 });
      }),
    ).rejects.toThrow('labor.place.left is not among the events of the department');
    await expect(
      recorded(async (session) => {
        await trial.store.collection(places).insertOne({ _id: 'DOCK', people: 3 }, { session });
        await recordEvent(trial.base, session, placeSeen, { place: '码头', people: 3 });
      }),
    ).rejects.toThrow(/^labor.place.seen: place is no code$/);
    expect(await kept()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  describe('of a mutation', () => {
    const scope = (): ScopeBase => ({
      ...trial.base,
      caller: { client: 'c', department: 'labor', purpose: 'OWN_RECORDS', officer: 'o' },
      resources: { synthetic: true, personTagKey: new Uint8Array(32), contentKey: new Uint8Array(32) },
    });
    const keep =
      (code: string) =>
      async (session: Parameters<typeof recordEvent>[1]): Promise<Place> => {
        const place = { _id: code, people: 3 };
        const standing = await trial.store.collection(places).findOne({ _id: code }, { session });
        if (standing !== null) return standing;
        await trial.store.collection(places).insertOne(place, { session });
        await recordEvent(scope(), session, placeSeen, { place: code, people: 3 });
        return place;
      };

    it('is one, however often and at once the mutation comes under its key', async () => {
      const send = () => runOnce(scope(), { operation: 'see', input: { idempotencyKey: 'first' }, work: keep('DOCK') });
      const answers = await Promise.all([send(), send(), send()]);
      answers.push(await send());
      expect(answers).toEqual(answers.map(() => ({ _id: 'DOCK', people: 3 })));
      expect(await told()).toEqual(['DOCK']);
    });

    it('is one, when several register the same code at once without keys', async () => {
      const send = () => runByCode(scope(), { operation: 'see', input: {}, work: keep('DOCK') });
      await Promise.all([send(), send(), send()]);
      expect(await told()).toEqual(['DOCK']);
    });
  });
});
