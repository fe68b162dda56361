import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '@hub/store';
import type { FeedEvent, FeedPage } from './define-event.js';
import type { OutboxDocument } from './outbox.repository.js';
import { OutboxRepository } from './outbox.repository.js';

export interface FeedRequest {
  /** Sequence of the last event that the reader has and will not ask for again. */
  readonly after: number;
  readonly limit: number;
  /** How long to wait for an event when there is none yet. */
  readonly waitMs: number;
}

/** How often the counter is looked at while somebody waits. */
const lookEveryMs = 100;

interface Waiter {
  readonly after: number;
  readonly end: () => void;
  readonly fail: (cause: unknown) => void;
}

/**
 * A department's events, as the gateway reads them. Whatever the process that recorded an event, a reader that waits in this
 * one hears of it: all look at the same counter.
 */
export class Feed {
  readonly #outbox: OutboxRepository;
  readonly #waiting = new Set<Waiter>();
  #isWatching = false;
  #isStopped = false;
  #confirmed = 0;

  constructor(store: Store) {
    this.#outbox = new OutboxRepository(store);
  }

  /** Up to where the gateway last said that it has everything; 0 until it has spoken to this process. */
  get confirmed(): number {
    return this.#confirmed;
  }

  /** How many readers wait for an event. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * What comes after a position. A reader that is ahead of the feed is answered at once: it has read another one.
   *
   * @param gone ends the wait when nobody listens any more
   */
  async read({ after, limit, waitMs }: FeedRequest, gone?: AbortSignal): Promise<FeedPage> {
    let feed = await this.#outbox.getFeed();
    if (after <= feed.last) this.#confirmed = after;
    if (after === feed.last && waitMs > 0) {
      await this.#wait(after, waitMs, gone);
      feed = await this.#outbox.getFeed();
    }
    const { feedId, last: newest } = feed;
    const events = await this.#outbox.list(after, newest, limit);
    // Last of all: had events been removed meanwhile, the reader sees that its place is behind the oldest
    const oldest = await this.#outbox.findOldest();
    return { feedId, oldest: oldest?.sequence ?? newest + 1, newest, events: events.map(toFeedEvent) };
  }

  /** Ends every wait, and lets nobody wait from now on. */
  stop(): void {
    this.#isStopped = true;
    for (const waiter of this.#waiting) waiter.end();
  }

  #wait(after: number, waitMs: number, gone: AbortSignal | undefined): Promise<void> {
    if (this.#isStopped || gone?.aborted === true) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(deadline);
        gone?.removeEventListener('abort', end);
        this.#waiting.delete(waiter);
      };
      const end = (): void => {
        leave();
        resolve();
      };
      const fail = (cause: unknown): void => {
        leave();
        reject(new Error('The feed could not be read', { cause }));
      };
      const deadline = setTimeout(end, waitMs);
      const waiter: Waiter = { after, end, fail };
      gone?.addEventListener('abort', end);
      this.#waiting.add(waiter);
      void this.#watch();
    });
  }

  /** Looks at the counter as long as anybody waits. */
  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    try {
      while (this.#waiting.size > 0) {
        await pause(lookEveryMs, undefined, { ref: false });
        if (this.#waiting.size === 0) return;
        const { last } = await this.#outbox.getFeed();
        for (const waiter of this.#waiting) if (last > waiter.after) waiter.end();
      }
    } catch (error) {
      for (const waiter of this.#waiting) waiter.fail(error);
    } finally {
      this.#isWatching = false;
    }
  }
}

export function toFeedEvent({ _id, sequence, type, data, occurredAt }: OutboxDocument): FeedEvent {
  return { id: _id, sequence, type, occurredAt: occurredAt.toISOString(), data };
}
