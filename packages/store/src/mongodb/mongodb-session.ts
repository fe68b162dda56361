import type { ClientSession } from 'mongodb';
import type { Session } from '../port.js';
import { TransactionState } from '../transaction-state.js';

/** A transaction in progress on the server. */
export class MongodbSession implements Session {
  readonly state = new TransactionState();

  constructor(
    readonly id: string,
    readonly client: ClientSession,
  ) {}
}
