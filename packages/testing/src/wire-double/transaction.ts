import type { Session } from '@hub/store';
import type { Database } from './database.js';
import { type Change, type OpenWork, replay } from './history.js';
import { WireError } from './wire-error.js';

/** As long as a server lets one be open. */
const lifetimeMs = 60_000;

/**
 * A client's transaction. What it writes is kept aside and made again on the state it began with, in an embedded transaction that
 * is undone, each time it asks something: so it sees its snapshot and its own writes, and others never wait for it to think.
 */
export class Transaction implements OpenWork {
  readonly snapshot: number;
  readonly changes: Change[] = [];
  readonly ended: Promise<void>;
  readonly #expiry: NodeJS.Timeout;
  #resolveEnded: () => void = () => undefined;
  #isOpen = true;

  constructor(
    readonly number: number,
    readonly database: Database,
  ) {
    this.snapshot = database.history.now;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#expiry = setTimeout(() => this.end(), lifetimeMs);
    this.#expiry.unref();
    database.history.begin(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What it has not committed is forgotten. */
  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#expiry);
    this.database.history.end(this);
    this.#resolveEnded();
  }

  /** To be called in a turn of the database. */
  read<R>(work: (session: Session) => Promise<R>): Promise<R> {
    return this.database.tryOut((session) => this.#inView(session, work));
  }

  /**
   * To be called in a turn of the database.
   *
   * @throws WireError WriteConflict when another has changed one of the documents since this began
   */
  async write<R extends { readonly changes: readonly Change[] }>(work: (session: Session) => Promise<R>): Promise<R> {
    const result = await this.read(work);
    const { history } = this.database;
    if (history.isOutdated(this.snapshot, result.changes) || history.holderOf(result.changes, this) !== undefined) {
      throw writeConflict();
    }
    this.changes.push(...result.changes);
    return result;
  }

  /** To be called in a turn of the database; `record` is kept with the changes. */
  async commit(record: (session: Session) => Promise<void>): Promise<void> {
    try {
      await this.database.keep(async (session) => {
        await replay(this.database, session, this.changes, 'forwards');
        await record(session);
      });
    } catch (error) {
      // Somebody has taken a unique key since; a server would have met him at the index.
      if ((error as Error).name === 'DuplicateKeyError') throw writeConflict();
      throw error;
    } finally {
      this.end();
    }
    this.database.history.commit(this.changes);
  }

  async #inView<R>(session: Session, work: (session: Session) => Promise<R>): Promise<R> {
    await replay(this.database, session, this.database.history.since(this.snapshot), 'backwards');
    await replay(this.database, session, this.changes, 'forwards');
    return work(session);
  }
}

function writeConflict(): WireError {
  return new WireError(
    112,
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
  );
}
