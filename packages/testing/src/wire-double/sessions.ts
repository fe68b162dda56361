import { Binary, EJSON } from 'bson';
import type { Session } from '@hub/store';
import { isDocument, numberOf } from './command-fields.js';
import type { Database } from './database.js';
import type { WireDocument } from './message.js';
import { Transaction } from './transaction.js';
import { Turns } from './turns.js';
import { WireError } from './wire-error.js';

/** Who asks, and as part of what. */
export interface Ask {
  /** The client's session, in hexadecimal digits. */
  readonly session: string | undefined;
  readonly number: number | undefined;
  readonly isInTransaction: boolean;
  readonly startsTransaction: boolean;
}

export function readAsk(command: WireDocument): Ask {
  const lsid = command['lsid'];
  const id = isDocument(lsid) ? lsid['id'] : undefined;
  return {
    session: id instanceof Binary ? Buffer.from(id.buffer).toString('hex') : undefined,
    number: numberOf(command, 'txnNumber'),
    isInTransaction: command['autocommit'] === false,
    startsTransaction: command['startTransaction'] === true,
  };
}

/** The transactions of the clients' sessions, and what was answered to writes that may be sent again. */
export class Sessions {
  readonly #transactions = new Map<string, Transaction>();

  readonly #turns = new Map<string, Turns>();

  constructor(private readonly databases: () => readonly Database[]) {}

  /** One thing at a time for a session: a write that is sent again waits for the first attempt, if that is still at work. */
  inTurn<R>({ session, number }: Ask, work: () => Promise<R>): Promise<R> {
    if (session === undefined || number === undefined) return work();
    const turns = this.#turns.get(session) ?? new Turns();
    this.#turns.set(session, turns);
    return turns.take(work);
  }

  /**
   * The transaction that a command belongs to, begun if the command says so.
   *
   * @throws WireError NoSuchTransaction when it was undone, by a failure or because it took too long
   */
  transaction({ session = '', number = -1, startsTransaction }: Ask, database: Database): Transaction {
    const current = this.#transactions.get(session);
    if (startsTransaction) {
      if (current !== undefined && current.number >= number) {
        throw new WireError(225, `Cannot start transaction ${number}, a newer one has begun`);
      }
      current?.end();
      const begun = new Transaction(number, database);
      this.#transactions.set(session, begun);
      return begun;
    }
    const transaction = this.#openTransaction(session, number);
    if (transaction.database !== database) {
      throw new WireError(263, 'A transaction of the double stays within one database');
    }
    return transaction;
  }

  /** Forgets a transaction in which something failed. */
  abandon({ session = '', number }: Ask): void {
    const current = this.#transactions.get(session);
    if (current !== undefined && current.number === number) current.end();
  }

  /**
   * Asked again after it was done, does nothing.
   *
   * @throws WireError NoSuchTransaction
   */
  async commit({ session = '', number = -1 }: Ask): Promise<void> {
    if (await this.#wasCommitted(session, number)) return;
    const transaction = this.#openTransaction(session, number);
    const { database } = transaction;
    await database.inTurn(async () => {
      this.#openTransaction(session, number);
      await transaction.commit((embedded) => this.remember(database, { session, number }, {}, embedded));
    });
  }

  abort({ session = '', number = -1 }: Ask): void {
    this.#openTransaction(session, number).end();
  }

  /** Ends all that is open. */
  endAll(): void {
    for (const transaction of this.#transactions.values()) transaction.end();
    this.#transactions.clear();
  }

  end(ids: readonly string[]): void {
    for (const id of ids) {
      this.#transactions.get(id)?.end();
      this.#transactions.delete(id);
      this.#turns.delete(id);
    }
  }

  /** What was answered when this write came the first time. */
  async recall(database: Database, { session = '', number = -1 }: Ask): Promise<WireDocument | undefined> {
    const line = await database.inTurn(() => database.retries.findOne({ _id: session }));
    if (line === null || line.txnNumber < number) return undefined;
    if (line.txnNumber > number) throw new WireError(225, `Retryable write ${number} is older than the last one`);
    return EJSON.parse(line.reply) as WireDocument;
  }

  /** Kept with the write itself, so that a restart in between forgets neither or both. */
  async remember(
    database: Database,
    { session = '', number = -1 }: Pick<Ask, 'session' | 'number'>,
    reply: WireDocument,
    embedded: Session,
  ): Promise<void> {
    const line = { _id: session, txnNumber: number, reply: EJSON.stringify(reply) };
    await database.retries.replaceOne({ _id: session }, line, { upsert: true, session: embedded });
  }

  async #wasCommitted(session: string, number: number): Promise<boolean> {
    for (const database of this.databases()) {
      const line = await database.inTurn(() => database.retries.findOne({ _id: session }));
      if (line?.txnNumber === number) return true;
    }
    return false;
  }

  #openTransaction(session: string, number: number): Transaction {
    const transaction = this.#transactions.get(session);
    if (transaction?.isOpen === true && transaction.number === number) return transaction;
    throw new WireError(251, `Given transaction number ${number} does not match any in-progress transactions.`);
  }
}
