import type { Clock, DepartmentName } from '@hub/domain';
import type { Store } from '@hub/store';
import { DepartmentFailure } from '../../federation/department-unavailable.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { FeedTrouble } from './alarms.js';
import type { EventIntake, FeedStretch } from './event-intake.js';
import type { FeedClient } from './feed-client.js';
import type { CursorPlace } from './feed-cursor.repository.js';
import { FeedCursorRepository } from './feed-cursor.repository.js';
import type { CheckedPage, FeedEntry } from './feed-page.js';
import type { IntakeMetrics } from './intake-metrics.js';
import type { QuarantinedEventDocument } from './quarantined-event.repository.js';

export interface FeedPullerOptions {
  readonly department: DepartmentName;
  readonly store: Store;
  readonly client: Pick<FeedClient, 'read'>;
  readonly intake: EventIntake;
  readonly clock: Clock;
  readonly metrics: IntakeMetrics;
  readonly onIssued: (issued: readonly NotificationDocument[]) => void;
}

/** What came of reading an event again. */
export type LateReading = 'read' | 'unreadable' | 'gone';

/** Events in one answer; small ones are some hundred bytes. */
const pageSize = 500;
/** Events in one transaction: writers of the hub wait for it no longer than for some of their own. */
const stretchSize = 200;

/** Reads a department's feed from where the cursor stands. */
export class FeedPuller {
  readonly #cursors: FeedCursorRepository;
  #pageSize = pageSize;
  /** Whether the event at the cursor is known to be the one that was read there; not after a failure: it may be a restore. */
  #isVerified = false;

  constructor(private readonly options: FeedPullerOptions) {
    this.#cursors = new FeedCursorRepository(options.store);
  }

  /**
   * Reads and takes what comes after the cursor.
   *
   * @param waitMs how long the department waits when there is nothing yet
   * @returns how many places were passed; 0: nothing came
   * @throws DepartmentFailure when the department does not answer with its feed
   * @throws CursorMoved DuplicateKeyError when another process was quicker
   */
  async pull(waitMs: number): Promise<number> {
    try {
      return await this.#pull(waitMs);
    } catch (error) {
      if (error instanceof DepartmentFailure) this.#isVerified = false;
      throw error;
    }
  }

  async #pull(waitMs: number): Promise<number> {
    const { department } = this.options;
    const from = (await this.#cursors.find(department)) ?? undefined;
    if (from !== undefined && !this.#isVerified && (await this.#restartIfRewritten(from))) return 1;
    this.#isVerified = true;
    const after = from?.cursor ?? 0;
    const page = await this.#read(after, waitMs);
    const trouble = from === undefined ? undefined : findTrouble(from, page);
    if (from !== undefined && trouble !== undefined) {
      await this.#restart(from, page, trouble);
      return 1;
    }
    const hasGap = page.oldest > after + 1;
    if (page.entries.length === 0 && !hasGap) {
      this.options.metrics.observeLag(department, 0);
      return 0;
    }
    await this.#take(from, page);
    return Math.max(1, page.entries.length);
  }

  /**
   * Reads an event again that could not be read when its place was passed.
   *
   * @throws DepartmentFailure when the department does not answer with its feed
   */
  async readAgain(row: QuarantinedEventDocument): Promise<LateReading> {
    const { client, intake, onIssued } = this.options;
    const page = await client.read({ after: row.position - 1, limit: 1, waitMs: 0 });
    const [entry] = page.entries;
    if (page.feedId !== row.feedId || entry?.position !== row.position) return 'gone';
    if (!('event' in entry)) return 'unreadable';
    const issued = await intake.takeLate(row, entry.event);
    if (issued !== undefined && issued.length > 0) onIssued(issued);
    return 'read';
  }

  /** Positions alone do not tell a feed that was restored to an earlier state and went on from there. */
  async #restartIfRewritten(from: CursorPlace): Promise<boolean> {
    const { cursor, lastEventId } = from;
    if (cursor === 0 || lastEventId === undefined) return false;
    const page = await this.options.client.read({ after: cursor - 1, limit: 1, waitMs: 0 });
    const [entry] = page.entries;
    if (page.feedId !== from.feedId || entry?.position !== cursor) return false;
    const found = 'event' in entry ? entry.event.id : entry.eventId;
    if (found === undefined || found === lastEventId) return false;
    await this.#restart(from, page, 'REWRITTEN');
    return true;
  }

  async #restart(from: CursorPlace, { feedId, oldest }: CheckedPage, trouble: FeedTrouble): Promise<void> {
    const { department, intake, onIssued } = this.options;
    const to = { feedId, cursor: Math.max(0, oldest - 1) };
    const issued = await intake.restart(department, { from, to, trouble });
    onIssued(issued);
  }

  async #take(start: CursorPlace | undefined, page: CheckedPage): Promise<void> {
    const { department, intake, metrics, onIssued } = this.options;
    let from = start;
    let rest = page.entries;
    let previous = start?.cursor ?? 0;
    do {
      const entries = rest.slice(0, stretchSize);
      rest = rest.slice(stretchSize);
      // Without entries, there is a page because what came next was removed
      const hasGap = entries.length === 0 || hasHole(entries, previous);
      const position = page.oldest - 1;
      const stretch: FeedStretch = { department, from, feedId: page.feedId, entries, hasGap, position };
      const taken = await intake.take(stretch);
      from = taken.place;
      previous = from.cursor;
      metrics.observeTaken(department, taken);
      metrics.observeLag(department, this.#lagAfter(entries, page));
      onIssued(taken.issued);
    } while (rest.length > 0);
  }

  /** What cannot be read at once is read in smaller pages; a single event that is too large is passed over. */
  async #read(after: number, waitMs: number): Promise<CheckedPage> {
    const { client } = this.options;
    for (;;) {
      try {
        const page = await client.read({ after, limit: this.#pageSize, waitMs });
        this.#pageSize = Math.min(pageSize, this.#pageSize * 2);
        return page;
      } catch (error) {
        if (!(error instanceof DepartmentFailure) || error.failure !== 'TOO_LARGE') throw error;
        if (this.#pageSize === 1) return this.#passOver(after);
        this.#pageSize = Math.max(1, Math.floor(this.#pageSize / 8));
      }
    }
  }

  async #passOver(after: number): Promise<CheckedPage> {
    const position = after + 1;
    // Behind it there may be nothing yet: what the feed says of itself is the same
    const { feedId, oldest, newest } = await this.options.client.read({ after: position, limit: 1, waitMs: 0 });
    return { feedId, oldest, newest, entries: [{ position, poison: 'TOO_LARGE' }] };
  }

  #lagAfter(entries: readonly FeedEntry[], { newest }: CheckedPage): number {
    const last = entries.at(-1);
    if (last === undefined || last.position >= newest || !('event' in last)) return 0;
    return Math.max(0, (this.options.clock.now().getTime() - Date.parse(last.event.occurredAt)) / 1_000);
  }
}

function findTrouble(from: CursorPlace, { feedId, newest }: CheckedPage): FeedTrouble | undefined {
  if (feedId !== from.feedId) return 'REPLACED';
  return newest < from.cursor ? 'BEHIND' : undefined;
}

function hasHole(entries: readonly FeedEntry[], previous: number): boolean {
  return entries.some(({ position }, index) => position !== (entries[index - 1]?.position ?? previous) + 1);
}
