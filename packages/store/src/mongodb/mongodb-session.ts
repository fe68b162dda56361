import type { ClientSession, MongoError } from 'mongodb';
import type { Session } from '../port.js';
import { TransactionState } from '../transaction-state.js';
import { isTransient } from './unavailable.js';

/** A transaction in progress on the server. */
export class MongodbSession implements Session {
  readonly state = new TransactionState();
  #interruption: MongoError | undefined;

  constructor(
    readonly id: string,
    readonly client: ClientSession,
  ) {}

  /** The first error for which the driver begins the transaction again, whatever the work made of it. */
  get interruption(): MongoError | undefined {
    return this.#interruption;
  }

  note(error: unknown): void {
    if (isTransient(error)) this.#interruption ??= error;
  }
}
