import type { Session } from '../port.js';
import { TransactionState } from '../transaction-state.js';
import type { Connection } from './connection.js';

/** A transaction in progress on the writer's connection. */
export class EmbeddedSession implements Session {
  readonly state = new TransactionState();
  readonly #connection: Connection;

  constructor(
    readonly id: string,
    connection: Connection,
  ) {
    this.#connection = connection;
  }

  /** @throws StoreUsageError after the transaction has ended or failed */
  get connection(): Connection {
    this.state.check();
    return this.#connection;
  }

  write<R>(work: (connection: Connection) => R | Promise<R>): Promise<R> {
    return this.state.write(() => work(this.#connection));
  }
}
