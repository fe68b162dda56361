import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedEvent } from './define-event.js';
import { Feed } from './feed.js';
import type { OutboxOnTrial } from './outbox.fixture.js';
import { homes, readAll, tryOutbox } from './outbox.fixture.js';
import { openFeed } from './outbox.repository.js';

const longWait = 25_000;

describe.each(homes)('the feed of %s', (_name, makeHome) => {
  let trial: OutboxOnTrial;
  beforeEach(async () => {
    trial = await tryOutbox(makeHome);
  });
  afterEach(() => trial.close());

  const seeAll = async (count: number): Promise<void> => {
    for (let number = 1; number <= count; number += 1) await trial.see(`P-${String(number)}`);
  };

  it('gives to a reader who reads along every event once, in order and without gaps, while many write', async () => {
    const writers = 24;
    const fails = (number: number): boolean => number % 4 === 0;
    const writing = Promise.allSettled(
      Array.from({ length: writers }, (_, number) =>
        trial.see(`P-${String(number)}`, () =>
          fails(number) ? Promise.reject(new Error('refused in the end')) : Promise.resolve(),
        ),
      ),
    );
    const read: FeedEvent[] = [];
    const isDone = () => read.length === writers - writers / 4;
    while (!isDone()) {
      const { events } = await trial.feed.read({ after: read.length, limit: 5, waitMs: longWait });
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, place) => read.length + place + 1));
      read.push(...events);
    }
    const settled = await writing;
    const committed = settled.flatMap(({ status }, number) => (status === 'fulfilled' ? [`P-${String(number)}`] : []));
    expect(committed).toHaveLength(read.length);
    expect(read.map(({ data }) => data['place']).sort()).toEqual(committed.sort());
    expect((await trial.feed.read({ after: read.length, limit: 5, waitMs: 0 })).events).toEqual([]);
  });

  it('reads the same in pages of every size', async () => {
    await seeAll(7);
    const [whole = []] = await readAll(trial.feed, 1_000);
    for (let limit = 1; limit <= 8; limit += 1) {
      const pages = await readAll(trial.feed, limit);
      expect(pages.flat()).toEqual(whole);
      expect(pages.slice(0, -1).map((page) => page.length)).toEqual(pages.slice(0, -1).map(() => limit));
    }
  });

  it('says where it begins and ends, when empty too', async () => {
    expect(await trial.feed.read({ after: 0, limit: 10, waitMs: 0 })).toMatchObject({
      oldest: 1,
      newest: 0,
      events: [],
    });
    await seeAll(3);
    expect(await trial.feed.read({ after: 2, limit: 10, waitMs: 0 })).toMatchObject({ oldest: 1, newest: 3 });
  });

  it('keeps its id as long as the store stands, and has another where the store is replaced', async () => {
    const idOf = async (feed: Feed) => (await feed.read({ after: 0, limit: 1, waitMs: 0 })).feedId;
    const feedId = await idOf(trial.feed);
    await Promise.all([openFeed(trial.store), openFeed(trial.store)]);
    expect(await idOf(new Feed(trial.store))).toBe(feedId);
    const other = await tryOutbox(makeHome);
    try {
      expect(await idOf(other.feed)).not.toBe(feedId);
    } finally {
      await other.close();
    }
  });

  describe('with a reader that waits', () => {
    const waits = async (reader: Promise<unknown>): Promise<void> => {
      await vi.waitUntil(() => trial.feed.waiting === 1);
      expect(await Promise.race([reader, Promise.resolve('still waiting')])).toBe('still waiting');
    };

    it('answers when an event comes, whoever recorded it', async () => {
      const reader = trial.feed.read({ after: 0, limit: 10, waitMs: longWait });
      await waits(reader);
      await trial.see('DOCK');
      expect((await reader).events).toHaveLength(1);
    });

    it('answers when it is stopped, and lets nobody wait from then on', async () => {
      const reader = trial.feed.read({ after: 0, limit: 10, waitMs: longWait });
      await waits(reader);
      trial.feed.stop();
      expect((await reader).events).toEqual([]);
      expect((await trial.feed.read({ after: 0, limit: 10, waitMs: longWait })).events).toEqual([]);
    });

    it('answers when the reader has gone, before the wait or during it', async () => {
      const gone = new AbortController();
      const reader = trial.feed.read({ after: 0, limit: 10, waitMs: longWait }, gone.signal);
      await waits(reader);
      gone.abort();
      expect((await reader).events).toEqual([]);
      await trial.feed.read({ after: 0, limit: 10, waitMs: longWait }, gone.signal);
      expect(trial.feed.waiting).toBe(0);
    });

    it('answers when the time is over', async () => {
      expect((await trial.feed.read({ after: 0, limit: 10, waitMs: 1 })).events).toEqual([]);
      expect(trial.feed.waiting).toBe(0);
    });

    it('answers at once to one that is ahead of it, who has read another feed', async () => {
      await seeAll(2);
      expect(await trial.feed.read({ after: 5, limit: 10, waitMs: longWait })).toMatchObject({ newest: 2, events: [] });
    });

    it('fails with the store, and does not leave the reader waiting', async () => {
      const reader = trial.feed.read({ after: 0, limit: 10, waitMs: longWait });
      await waits(reader);
      await Promise.all([expect(reader).rejects.toThrow('The feed could not be read'), trial.store.close()]);
      expect(trial.feed.waiting).toBe(0);
    });
  });
});
