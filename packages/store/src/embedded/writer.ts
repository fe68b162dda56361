import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { Mutex } from './mutex.js';

/** Work on the writer's connection inside an open transaction. */
export type Work<R> = (connection: Connection) => R;

interface Pending {
  /** Whether a failure leaves nothing behind without a savepoint. */
  readonly isSingleStatement: boolean;
  run(connection: Connection): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** How long to wait for another process that writes to the same file. */
const busyPatienceMs = 10_000;
const busyPauseMs = 5;
/** Keeps the turn of one commit, and of the event loop, short. */
const maxBatch = 500;
/** After this many changed rows `onManyChanges` is called. */
const manyRows = 25_000;

/**
 * The one connection that writes, behind a mutex: without it an `await` inside a transaction would let another request
 * write into that transaction, and be rolled back with it. Writes of single documents that come in one turn of the event loop
 * share a transaction, so that they share its wait for the disk.
 */
export class Writer {
  readonly #connection: Connection;
  readonly #mutex = new Mutex();
  readonly #pending: Pending[] = [];
  readonly #onManyChanges: (connection: Connection) => void;
  #isScheduled = false;
  #rowsAtLastNotice = 0;

  /** @param onManyChanges called between transactions each time many rows have changed */
  constructor(connection: Connection, onManyChanges: (connection: Connection) => void) {
    this.#connection = connection;
    this.#onManyChanges = onManyChanges;
  }

  /** Resolves when the write is durable. When it fails, the others of its turn go on. */
  write<R>(isSingleStatement: boolean, work: Work<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      let result: R;
      this.#pending.push({
        isSingleStatement,
        run: (connection) => {
          result = work(connection);
        },
        resolve: () => resolve(result),
        reject,
      });
      this.#schedule();
    });
  }

  /** A transaction of its own around `work`; nobody else writes until it ends. */
  async transaction<R>(work: Work<Promise<R>>): Promise<R> {
    const release = await this.#mutex.acquire();
    try {
      await this.#begin();
      try {
        const result = await work(this.#connection);
        this.#commitAndNotice();
        return result;
      } catch (error) {
        this.#tryRollback();
        throw error;
      }
    } finally {
      release();
    }
  }

  /** Waits for all writes that were asked for, then closes. */
  async close(): Promise<void> {
    while (this.#pending.length > 0) await this.#flush();
    const release = await this.#mutex.acquire();
    this.#connection.close();
    release();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const release = await this.#mutex.acquire();
    this.#isScheduled = false;
    try {
      const batch = this.#pending.splice(0, maxBatch);
      if (batch.length > 0) await this.#commit(batch);
    } finally {
      release();
    }
    if (this.#pending.length > 0) this.#schedule();
  }

  /** Settles every write of the batch; never rejects itself. */
  async #commit(batch: readonly Pending[]): Promise<void> {
    const done: Pending[] = [];
    const failed: { readonly write: Pending; readonly error: unknown }[] = [];
    try {
      await this.#begin();
      for (const write of batch) {
        const error = this.#attempt(write);
        if (error === undefined) done.push(write);
        else failed.push({ write, error: error.cause });
      }
      this.#commitAndNotice();
    } catch (error) {
      this.#tryRollback();
      for (const write of batch) write.reject(error);
      return;
    }
    for (const write of done) write.resolve();
    for (const { write, error } of failed) write.reject(error);
  }

  /** @throws when the whole transaction is gone, as it is when the disk is full */
  #attempt(write: Pending): { readonly cause: unknown } | undefined {
    try {
      if (write.isSingleStatement) write.run(this.#connection);
      else this.#connection.savepoint(() => write.run(this.#connection));
      return undefined;
    } catch (error) {
      if (!this.#connection.isTransaction) throw error;
      return { cause: error };
    }
  }

  #commitAndNotice(): void {
    this.#connection.run('COMMIT');
    if (this.#connection.changedRows - this.#rowsAtLastNotice < manyRows) return;
    this.#rowsAtLastNotice = this.#connection.changedRows;
    this.#onManyChanges(this.#connection);
  }

  /** Waits without blocking the event loop while another process writes. */
  async #begin(): Promise<void> {
    const deadline = performance.now() + busyPatienceMs;
    for (;;) {
      try {
        this.#connection.run('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(busyPauseMs * (1 + Math.random()));
      }
    }
  }

  /** Where even this fails the connection is unusable, and the next BEGIN says so. */
  #tryRollback(): void {
    try {
      if (this.#connection.isTransaction) this.#connection.run('ROLLBACK');
    } catch {
      // The error that led here is the one to report.
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|database is busy/.test(error.message);
}
