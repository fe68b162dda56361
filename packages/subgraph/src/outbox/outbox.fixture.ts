import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@hub/domain';
import { fixedClock } from '@hub/domain';
import type { Document, Session, Store } from '@hub/store';
import { defineCollection, openStore } from '@hub/store';
import { createWireDouble } from '@hub/testing';
import { idempotencyCollection } from '../idempotency/idempotency.repository.js';
import { defineEvent } from './define-event.js';
import { Feed } from './feed.js';
import { feedCollection, openFeed, outboxCollection } from './outbox.repository.js';
import { recordEvent } from './record-event.js';

export const placeSeen = defineEvent({
  type: 'labor.place.seen',
  description: 'A place was seen (见到场所)',
  content: { place: 'code', people: 'ownCount' },
});

export interface Place extends Document {
  readonly people: number;
}

export const places = defineCollection<Place>({ name: 'places', indexes: [] });

const collections = [places, idempotencyCollection, outboxCollection, feedCollection];

/** A store that keeps places and tells of them. */
export interface OutboxOnTrial {
  readonly store: Store;
  readonly feed: Feed;
  readonly base: { readonly store: Store; readonly clock: Clock; readonly events: readonly [typeof placeSeen] };
  /** Keeps a place and tells of it, in one transaction; `beforeCommit` may throw. */
  see(code: string, beforeCommit?: (session: Session) => Promise<void>): Promise<void>;
  setToday(day: string): void;
  close(): Promise<void>;
}

interface Home {
  /** Opens the store of the home, with what it holds. */
  open(): Promise<Store>;
  remove(): Promise<void>;
}

async function embeddedHome(): Promise<Home> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-outbox-'));
  return {
    open: () => openStore({ database: 'hub_labor', dataDir, collections }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** MongoDB's driver over a socket, with conflicts between transactions. */
async function wireHome(): Promise<Home> {
  const double = createWireDouble();
  await double.start();
  return {
    open: () => openStore({ database: 'hub_labor', dataDir: '', mongodbUrl: double.url, collections }),
    remove: () => double.remove(),
  };
}

export const homes = [
  ['the embedded store', embeddedHome],
  ['MongoDB’s driver', wireHome],
] as const;

export async function tryOutbox(makeHome: () => Promise<Home> = embeddedHome): Promise<OutboxOnTrial> {
  const home = await makeHome();
  const store = await home.open();
  await openFeed(store);
  let standing = fixedClock(new Date('2026-11-22T04:00:00Z'));
  const clock: Clock = { now: () => standing.now(), today: () => standing.today() };
  const base = { store, clock, events: [placeSeen] } as const;
  const feed = new Feed(store);
  return {
    store,
    feed,
    base,
    see: (code, beforeCommit) =>
      store.withTransaction(async (session) => {
        await store.collection(places).insertOne({ _id: code, people: 3 }, { session });
        await recordEvent(base, session, placeSeen, { place: code, people: 3 });
        await beforeCommit?.(session);
      }),
    setToday: (day) => {
      standing = fixedClock(new Date(`${day}T04:00:00Z`));
    },
    close: async () => {
      feed.stop();
      await store.close();
      await home.remove();
    },
  };
}

/** Reads to the end, in pages of a size. */
export async function readAll(feed: Feed, limit: number, after = 0) {
  const pages = [];
  for (let place = after; ;) {
    const page = await feed.read({ after: place, limit, waitMs: 0 });
    if (page.events.length === 0) return pages;
    pages.push(page.events);
    place = page.events.at(-1)?.sequence ?? place;
  }
}
