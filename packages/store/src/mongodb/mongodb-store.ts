import { randomUUID } from 'node:crypto';
import { type ClientSession, type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import {
  type Collection,
  type CollectionDefinition,
  type Document,
  type Session,
  type Store,
  StoreUsageError,
} from '../port.js';
import { type CollectionPlan, planCollection } from '../indexes/collection-plan.js';
import { StoreOpenError } from '../store-open-error.js';
import { StoreUnavailableError } from '../store-unavailable-error.js';
import { TransactionScope } from '../transaction-state.js';
import type { CollectionHost } from './commands.js';
import { MongodbCollection } from './mongodb-collection.js';
import { migrateIndexes } from './mongodb-indexes.js';
import { MongodbSession } from './mongodb-session.js';
import { asUnavailable } from './unavailable.js';

export interface MongodbStoreOptions {
  readonly url: string;
  readonly database: string;
  readonly collections: readonly CollectionDefinition<Document>[];
  /** From how many documents on a question that would read them all is refused. */
  readonly largeCollection: number;
}

/** A query that takes longer is stopped by the server. */
const queryTimeoutMs = 10_000;

/** An acknowledged write is on the disks of a majority; one that cannot get there in time is told of instead of waiting on. */
const majority = { w: 'majority', journal: true, wtimeoutMS: queryTimeoutMs } as const;

const clientOptions: MongoClientOptions = {
  appName: 'population-hub',
  ignoreUndefined: true,
  readConcern: { level: 'majority' },
  writeConcern: majority,
  retryReads: true,
  retryWrites: true,
  serverSelectionTimeoutMS: 10_000,
};

/** The store in a MongoDB replica set or sharded cluster; transactions need one of them. */
export class MongodbStore implements Store, CollectionHost {
  readonly kind = 'mongodb';
  readonly largeCollection: number;
  readonly queryTimeoutMs = queryTimeoutMs;
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #plans: ReadonlyMap<string, CollectionPlan>;
  readonly #scope = new TransactionScope();
  readonly #sessions = new WeakSet<MongodbSession>();
  readonly #unfinished = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(client: MongoClient, db: Db, plans: readonly CollectionPlan[], largeCollection: number) {
    this.#client = client;
    this.#db = db;
    this.#plans = new Map(plans.map((plan) => [plan.name, plan]));
    this.largeCollection = largeCollection;
  }

  /** @throws StoreOpenError StoreUnavailableError StoreUsageError */
  static async open({ url, database, collections, largeCollection }: MongodbStoreOptions): Promise<MongodbStore> {
    const plans = collections.map((definition) => ({ definition, plan: planCollection(definition) }));
    const client = createClient(url);
    try {
      const db = client.db(database);
      const { isSharded } = await inspect(client);
      for (const { definition, plan } of plans) {
        await migrateIndexes(db, plan, definition);
        // After the indexes, which carry the key: a cluster would make one of its own in their place
        if (isSharded && typeof definition.shardKey === 'object') {
          await client.db('admin').command({ shardCollection: `${database}.${plan.name}`, key: definition.shardKey });
        }
      }
      return new MongodbStore(
        client,
        db,
        plans.map(({ plan }) => plan),
        largeCollection,
      );
    } catch (error) {
      await client.close();
      if (error instanceof StoreOpenError) throw error;
      const unavailable = asUnavailable(error);
      if (unavailable instanceof StoreUnavailableError) throw unavailable;
      throw new StoreOpenError('MongoDB refused the setup; check MONGODB_URL and the rights of its user', {
        cause: error,
      });
    }
  }

  collection<T extends Document>({ name }: CollectionDefinition<T>): Collection<T> {
    const plan = this.#plans.get(name);
    if (plan === undefined)
      throw new StoreUsageError(`Collection ${name} was not among those the store was opened with`);
    return new MongodbCollection<T>(this.#db.collection(name), plan, this);
  }

  async withTransaction<R>(work: (session: Session) => Promise<R>): Promise<R> {
    this.#scope.refuseInside('withTransaction');
    return this.finish(() => this.#transaction(work));
  }

  async #transaction<R>(work: (session: Session) => Promise<R>): Promise<R> {
    try {
      return await this.#client.withSession((client) =>
        client.withTransaction(() => this.#attempt(client, work), {
          readConcern: { level: 'snapshot' },
          writeConcern: majority,
          readPreference: 'primary',
        }),
      );
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /** What the driver can mend by beginning again it must see as it came, even if the work made something else of it. */
  async #attempt<R>(client: ClientSession, work: (session: Session) => Promise<R>): Promise<R> {
    const session = new MongodbSession(randomUUID(), client);
    this.#sessions.add(session);
    try {
      return await this.#scope.run(session.state, () => work(session));
    } catch (error) {
      throw session.interruption ?? error;
    }
  }

  /** @throws StoreUnavailableError */
  async ping(): Promise<void> {
    this.checkOpen();
    try {
      await this.#db.command({ ping: 1 }, { timeoutMS: queryTimeoutMs });
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#unfinished).then(() => this.#client.close());
    return this.#closing;
  }

  async finish<R>(work: () => Promise<R>): Promise<R> {
    this.checkOpen();
    const unfinished = work();
    this.#unfinished.add(unfinished);
    try {
      return await unfinished;
    } finally {
      this.#unfinished.delete(unfinished);
    }
  }

  own(session: Session): MongodbSession {
    if (session instanceof MongodbSession && this.#sessions.has(session)) return session;
    throw new StoreUsageError('The session was not made by withTransaction of this store');
  }

  checkOpen(): void {
    if (this.#closing !== undefined) throw new StoreUsageError('The store is closed');
  }

  refuseInsideTransaction(what: string): void {
    this.#scope.refuseInside(what);
  }
}

function createClient(url: string): MongoClient {
  try {
    return new MongoClient(url, clientOptions);
  } catch (error) {
    throw new StoreOpenError('MONGODB_URL is not a MongoDB connection string', { cause: error });
  }
}

/** @throws StoreOpenError for a server that stands alone: it has no transactions */
async function inspect(client: MongoClient): Promise<{ readonly isSharded: boolean }> {
  const hello = await client.db('admin').command({ hello: 1 });
  const isSharded = hello['msg'] === 'isdbgrid';
  if (!isSharded && typeof hello['setName'] !== 'string') {
    throw new StoreOpenError(
      'MongoDB must be a replica set (one member is enough) or a sharded cluster: transactions need it',
    );
  }
  return { isSharded };
}
