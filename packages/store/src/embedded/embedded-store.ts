import { randomUUID } from 'node:crypto';
import {
  type Collection,
  type CollectionDefinition,
  type Document,
  type Session,
  type Store,
  StoreUsageError,
} from '../port.js';
import { planCollection } from '../indexes/collection-plan.js';
import { StoreOpenError } from '../store-open-error.js';
import { withinLifetime } from '../transaction-lifetime.js';
import { TransactionScope } from '../transaction-state.js';
import { Connection } from './connection.js';
import { prepareFile } from './database-file.js';
import { type CollectionHost, EmbeddedCollection } from './embedded-collection.js';
import { EmbeddedSession } from './embedded-session.js';
import { type Engine, loadEngine } from './engine.js';
import { migrate } from './migration.js';
import { hasStaleStatistics, refreshStatistics } from './statistics.js';
import { layOut, type TableLayout } from './table-layout.js';
import { Writer } from './writer.js';

export interface EmbeddedStoreOptions {
  /** Name of the file in `dataDir`, without `.db`. */
  readonly database: string;
  readonly dataDir: string;
  readonly collections: readonly CollectionDefinition<Document>[];
  /** From how many documents on a question that would read them all is refused. */
  readonly largeCollection: number;
}

/** 8 MiB a connection: the hub in one process holds fourteen of them. */
const memory = ['cache_size = -8000', 'temp_store = MEMORY'];

/** Durable at every commit: the log is on the disk before a write is acknowledged. */
const durability = ['journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 8000', ...memory];

/** The store in one SQLite file. Another process may open the same file; writers take turns. */
export class EmbeddedStore implements Store, CollectionHost {
  readonly kind = 'embedded';
  readonly largeCollection: number;
  readonly #openReader: () => Connection;
  #reader: Connection;
  readonly #writer: Writer;
  readonly #layouts: ReadonlyMap<string, TableLayout>;
  readonly #collections = new Map<string, Collection<Document>>();
  readonly #scope = new TransactionScope();
  readonly #sessions = new WeakSet<EmbeddedSession>();
  #closing: Promise<void> | undefined;

  private constructor(
    writing: Connection,
    openReader: () => Connection,
    layouts: readonly TableLayout[],
    largeCollection: number,
  ) {
    this.#openReader = openReader;
    this.#reader = openReader();
    this.#writer = new Writer(writing, (connection) => this.#refreshStatistics(connection));
    this.#layouts = new Map(layouts.map((layout) => [layout.plan.name, layout]));
    this.largeCollection = largeCollection;
  }

  /** @throws StoreOpenError StoreUsageError */
  static async open({ database, dataDir, collections, largeCollection }: EmbeddedStoreOptions): Promise<EmbeddedStore> {
    const layouts = collections.map((definition) => layOut(planCollection(definition)));
    const engine = await loadEngine();
    const file = await prepareFile(dataDir, database);
    try {
      return EmbeddedStore.#openFile(engine, file, layouts, largeCollection);
    } catch (error) {
      if (error instanceof StoreOpenError || error instanceof StoreUsageError) throw error;
      throw new StoreOpenError(
        `The database ${file} cannot be opened; it is damaged, no database, or in use by an older program`,
        {
          cause: error,
        },
      );
    }
  }

  static #openFile(
    engine: Engine,
    file: string,
    layouts: readonly TableLayout[],
    largeCollection: number,
  ): EmbeddedStore {
    const writing = new Connection(engine, file, ['busy_timeout = 10000', ...durability]);
    try {
      migrate(writing, layouts);
      refreshStatistics(writing);
      // From here on waiting for another process is done by the writer, without keeping the event loop.
      writing.exec('PRAGMA busy_timeout = 50');
      const openReader = () => new Connection(engine, file, ['busy_timeout = 10000', 'query_only = TRUE', ...memory]);
      return new EmbeddedStore(writing, openReader, layouts, largeCollection);
    } catch (error) {
      writing.close();
      throw error;
    }
  }

  collection<T extends Document>({ name }: CollectionDefinition<T>): Collection<T> {
    let collection = this.#collections.get(name);
    if (collection === undefined) {
      const layout = this.#layouts.get(name);
      if (layout === undefined)
        throw new StoreUsageError(`Collection ${name} was not among those the store was opened with`);
      collection = new EmbeddedCollection(layout, this);
      this.#collections.set(name, collection);
    }
    return collection as unknown as Collection<T>;
  }

  async withTransaction<R>(work: (session: Session) => Promise<R>): Promise<R> {
    this.#scope.refuseInside('withTransaction');
    this.#refuseWhenClosed();
    return this.#writer.transaction((connection) => {
      const session = new EmbeddedSession(randomUUID(), connection);
      this.#sessions.add(session);
      return this.#scope.run(session.state, () => withinLifetime(work(session)));
    });
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async ping(): Promise<void> {
    this.#refuseWhenClosed();
    this.#reader.get('SELECT 1 FROM sqlite_master LIMIT 1');
  }

  close(): Promise<void> {
    this.#closing ??= this.#writer.close().then(() => this.#reader.close());
    return this.#closing;
  }

  reading(session: Session | undefined): Connection {
    this.#refuseWhenClosed();
    return session === undefined ? this.#reader : this.#own(session).connection;
  }

  async writeOne<R>(
    session: Session | undefined,
    isSingleStatement: boolean,
    work: (connection: Connection) => R,
  ): Promise<R> {
    this.#refuseWhenClosed();
    if (session !== undefined) return this.#own(session).write(work);
    this.#scope.refuseInside('A write');
    return this.#writer.write(isSingleStatement, work);
  }

  async writeMany<R>(session: Session | undefined, work: (connection: Connection) => Promise<R>): Promise<R> {
    this.#refuseWhenClosed();
    if (session !== undefined) return this.#own(session).write(work);
    this.#scope.refuseInside('A write');
    return this.#writer.transaction(work);
  }

  /** A connection knows the statistics of when it was opened, so the reader is opened anew. */
  #refreshStatistics(writing: Connection): void {
    try {
      if (!hasStaleStatistics(writing)) return;
      refreshStatistics(writing);
      const before = this.#reader;
      this.#reader = this.#openReader();
      before.close();
    } catch {
      // Another program is writing. Searches find the same without fresh statistics, and the next time comes.
    }
  }

  #own(session: Session): EmbeddedSession {
    if (session instanceof EmbeddedSession && this.#sessions.has(session)) return session;
    throw new StoreUsageError('The session was not made by withTransaction of this store');
  }

  #refuseWhenClosed(): void {
    if (this.#closing !== undefined) throw new StoreUsageError('The store is closed');
  }
}
