import { type Session, StoreUsageError } from '../port.js';
import type { Connection } from './connection.js';

/** A transaction in progress on the writer's connection. */
export class EmbeddedSession implements Session {
  readonly id: string;
  readonly #connection: Connection;
  readonly #running = new Set<Promise<unknown>>();
  #failure: { readonly cause: unknown } | undefined;
  #isOpen = true;

  constructor(id: string, connection: Connection) {
    this.id = id;
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws StoreUsageError after the transaction has ended or failed */
  get connection(): Connection {
    if (!this.#isOpen) throw new StoreUsageError('The transaction of this session has ended');
    if (this.#failure !== undefined) {
      throw new StoreUsageError(
        'An earlier write of this transaction failed, so it can only end; let the error out of withTransaction',
        {
          cause: this.#failure.cause,
        },
      );
    }
    return this.#connection;
  }

  /** A write that fails ends the transaction, as in MongoDB, also when its error is caught. */
  async write<R>(work: (connection: Connection) => R | Promise<R>): Promise<R> {
    const connection = this.connection;
    const running = (async () => work(connection))();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      this.#failure ??= { cause: error };
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  /**
   * Takes no more work and waits for what still runs.
   * @throws the error of the write that failed, if one did
   */
  async end(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#isOpen = false;
    if (this.#failure !== undefined) throw this.#failure.cause;
  }
}
