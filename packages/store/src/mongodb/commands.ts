import type { ClientSession, Collection as DriverCollection } from 'mongodb';
import { type Document, DuplicateKeyError, type ReadOptions, type Session } from '../port.js';
import type { FilterNode } from '../filter/filter-node.js';
import { isEverything } from '../filter/narrowing.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { fullScanError, fullScanReason } from '../scan-guard.js';
import { asPortError } from './mongodb-errors.js';
import type { MongodbSession } from './mongodb-session.js';

export type Stored = Document & Record<string, unknown>;

/** What a collection needs of its store. */
export interface CollectionHost {
  readonly largeCollection: number;
  readonly queryTimeoutMs: number;
  /** Closing waits for it. */
  finish<R>(work: () => Promise<R>): Promise<R>;
  checkOpen(): void;
  own(session: Session): MongodbSession;
  refuseInsideTransaction(what: string): void;
  withTransaction<R>(work: (session: Session) => Promise<R>): Promise<R>;
}

/** Options that go with every command. */
export interface Context {
  readonly maxTimeMS: number;
  readonly session?: ClientSession;
}

/** Concurrent upserts of one key may each find nothing; all but one then fail, and find the document on the next try. */
const upsertAttempts = 3;

/** How commands of one collection are sent: with their session and limits, checked before, errors translated after. */
export class Commands {
  readonly #driver: DriverCollection<Stored>;
  readonly #plan: CollectionPlan;
  readonly #host: CollectionHost;

  constructor(driver: DriverCollection<Stored>, plan: CollectionPlan, host: CollectionHost) {
    this.#driver = driver;
    this.#plan = plan;
    this.#host = host;
  }

  /** @throws StoreUsageError when the session has ended, has failed, or is another store's */
  async read<R>(session: Session | undefined, work: (context: Context) => Promise<R>): Promise<R> {
    this.#host.checkOpen();
    return this.#translated(session, work);
  }

  /** @param check comes first; what it takes part of is waited for as the write itself is */
  write<R>(
    session: Session | undefined,
    work: (context: Context) => Promise<R>,
    check?: () => Promise<void>,
  ): Promise<R> {
    return this.#host.finish(async () => {
      await check?.();
      return this.#attempt(session, work);
    });
  }

  upserting<R>(
    upsert: boolean,
    session: Session | undefined,
    work: (context: Context) => Promise<R>,
    check?: () => Promise<void>,
  ): Promise<R> {
    return this.#host.finish(async () => {
      await check?.();
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.#attempt(session, work);
        } catch (error) {
          const mayRetry = upsert && session === undefined && error instanceof DuplicateKeyError;
          if (!mayRetry || attempt === upsertAttempts) throw error;
        }
      }
    });
  }

  /** For what takes every document that matches: an empty filter then says so plainly. */
  async checkMany(node: FilterNode): Promise<void> {
    if (!isEverything(node)) await this.checkScan(node, {});
  }

  async checkScan(node: FilterNode, options: ReadOptions): Promise<void> {
    const reason = fullScanReason(node, options, this.#plan);
    if (reason === undefined) return;
    const count = await this.#translated(undefined, (context) => this.#driver.estimatedDocumentCount(context));
    if (count > this.#host.largeCollection) throw fullScanError(this.#plan.name, reason);
  }

  #context(session: Session | undefined): Context {
    const maxTimeMS = this.#host.queryTimeoutMs;
    if (session === undefined) return { maxTimeMS };
    const own = this.#host.own(session);
    own.state.check();
    return { maxTimeMS, session: own.client };
  }

  async #attempt<R>(session: Session | undefined, work: (context: Context) => Promise<R>): Promise<R> {
    if (session !== undefined) return this.#host.own(session).state.write(() => this.#translated(session, work));
    this.#host.refuseInsideTransaction('A write');
    return this.#translated(session, work);
  }

  async #translated<R>(session: Session | undefined, work: (context: Context) => Promise<R>): Promise<R> {
    try {
      return await work(this.#context(session));
    } catch (error) {
      if (session !== undefined) this.#host.own(session).note(error);
      throw asPortError(error, this.#plan);
    }
  }
}
