import { randomUUID } from 'node:crypto';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection, DuplicateKeyError } from '@hub/store';
import type { Content } from './content.js';

/** An event that waits to be read, and for 30 days after it was. `_id` is a UUIDv7, the event's for ever. */
export interface OutboxDocument extends Document {
  readonly sequence: number;
  readonly type: string;
  readonly data: Content;
  /** Business time. */
  readonly occurredAt: Date;
}

/** The one row that numbers a department's events. */
export interface FeedDocument extends Document {
  /** Random: a feed that began anew has another. */
  readonly feedId: string;
  /** Sequence of the last event. */
  readonly last: number;
}

export const outboxCollection = defineCollection<OutboxDocument>({
  name: 'outbox',
  indexes: [{ key: { sequence: 1 }, unique: true }],
  // A unique index of a sharded collection begins with its shard key
  shardKey: { sequence: 1 },
});

export const feedCollection = defineCollection<FeedDocument>({
  name: 'feed',
  indexes: [],
  shardKey: { _id: 1 },
});

const feedRow = 'feed';
const sweepBatch = 1_000;

export class OutboxRepository {
  readonly #events: Collection<OutboxDocument>;
  readonly #feed: Collection<FeedDocument>;

  constructor(store: Store) {
    this.#events = store.collection(outboxCollection);
    this.#feed = store.collection(feedCollection);
  }

  /** Begins the feed of a store that has none. */
  async open(): Promise<void> {
    if ((await this.#feed.findOne({ _id: feedRow })) !== null) return;
    try {
      await this.#feed.insertOne({ _id: feedRow, feedId: randomUUID(), last: 0 });
    } catch (error) {
      // Another process of the department was quicker
      if (!(error instanceof DuplicateKeyError)) throw error;
    }
  }

  /** @throws Error when the store was opened without `openFeed` */
  async getFeed(): Promise<FeedDocument> {
    const feed = await this.#feed.findOne({ _id: feedRow });
    if (feed === null) throw noFeed();
    return feed;
  }

  /**
   * The next number. Whoever holds it commits before anybody gets the next one: on MongoDB a second writer meets a write
   * conflict and its transaction is run again, and the embedded store has one writer. So the order of the numbers is the
   * order of the commits, and what rolls back leaves no gap.
   */
  async takeSequence(session: Session): Promise<number> {
    const feed = await this.#feed.findOneAndUpdate(
      { _id: feedRow },
      { $inc: { last: 1 } },
      { session, returnDocument: 'after' },
    );
    if (feed === null) throw noFeed();
    return feed.last;
  }

  async insert(event: OutboxDocument, session: Session): Promise<void> {
    await this.#events.insertOne(event, { session });
  }

  /** Events after one position up to another, in order. */
  list(after: number, upTo: number, limit: number): Promise<OutboxDocument[]> {
    return this.#events.find({ sequence: { $gt: after, $lte: upTo } }, { sort: { sequence: 1 }, limit }).toArray();
  }

  /** The oldest that is still held. */
  async findOldest(): Promise<OutboxDocument | undefined> {
    const [oldest] = await this.#events.find({}, { sort: { sequence: 1 }, limit: 1 }).toArray();
    return oldest;
  }

  /**
   * Removes events from the oldest on, up to a position and to the first that is not older than an instant: what remains has
   * no gap, whatever the business clock was set to in between.
   */
  async removeOldest({ upTo, before }: { readonly upTo: number; readonly before: Date }): Promise<void> {
    for (;;) {
      const oldest = await this.list(0, upTo, sweepBatch);
      const young = oldest.findIndex(({ occurredAt }) => occurredAt >= before);
      const last = (young === -1 ? oldest : oldest.slice(0, young)).at(-1);
      if (last !== undefined) await this.#events.deleteMany({ sequence: { $lte: last.sequence } });
      if (young !== -1 || oldest.length < sweepBatch) return;
    }
  }
}

function noFeed(): Error {
  return new Error('The store has no feed; call openFeed after it was opened');
}

/** Begins a department's feed where its store has none; every start of a department does it. */
export function openFeed(store: Store): Promise<void> {
  return new OutboxRepository(store).open();
}
