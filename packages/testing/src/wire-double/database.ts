import { type Collection, openStore, type Session, type Store, StoreOpenError, StoreUsageError } from '@hub/store';
import {
  type Catalog,
  catalogLines,
  type CollectionEntry,
  definitionsOf,
  readCatalog,
  type RetryLine,
  retryLines,
  type Stored,
  writeCatalogEntry,
} from './catalog.js';
import { History } from './history.js';
import { Turns } from './turns.js';
import { WireError } from './wire-error.js';

/** Leaves an embedded transaction with a result and without a trace. */
class Undone<R> extends Error {
  constructor(readonly result: R) {
    super('undone');
  }
}

/** A database of the double: one embedded store, opened anew with other declarations when clients make collections or indexes. */
export class Database {
  readonly history = new History();
  readonly #turns = new Turns();
  #store: Store;
  #catalog: Catalog;

  private constructor(
    readonly name: string,
    private readonly dataDir: string,
    store: Store,
    catalog: Catalog,
  ) {
    this.#store = store;
    this.#catalog = catalog;
  }

  static async open(name: string, dataDir: string): Promise<Database> {
    const bare = await open(name, dataDir, new Map());
    const catalog = await readCatalog(bare);
    await bare.close();
    return new Database(name, dataDir, await open(name, dataDir, catalog), catalog);
  }

  /** Everything that is done to a database is done in turns. A turn must not wait for another. */
  inTurn<R>(work: () => Promise<R>): Promise<R> {
    return this.#turns.take(work);
  }

  close(): Promise<void> {
    return this.inTurn(() => this.#store.close());
  }

  get collectionNames(): readonly string[] {
    return [...this.#catalog.keys()];
  }

  entry(collection: string): CollectionEntry | undefined {
    return this.#catalog.get(collection);
  }

  collection(name: string): Collection<Stored> {
    return this.#store.collection<Stored>({ name, indexes: [] });
  }

  get retries(): Collection<RetryLine> {
    return this.#store.collection(retryLines);
  }

  /** As a server does for the first document of a collection. */
  async makeCollection(name: string): Promise<void> {
    if (this.#catalog.has(name)) return;
    if (!/^(?!double_)[a-zA-Z]\w*$/.test(name))
      throw new WireError(2, `Collection names of the double are plain words`);
    await this.declare(name, { indexes: [], arrays: [] });
  }

  /** @throws WireError DuplicateKey when documents break a unique index; everything is then as before */
  async declare(collection: string, entry: CollectionEntry): Promise<void> {
    const next = new Map(this.#catalog).set(collection, entry);
    definitionsOf(next);
    await this.#store.close();
    try {
      this.#store = await open(this.name, this.dataDir, next);
    } catch (error) {
      this.#store = await open(this.name, this.dataDir, this.#catalog);
      const path = arrayFault(error)?.path;
      if (path !== undefined && !entry.arrays.includes(path)) {
        return this.declare(collection, { ...entry, arrays: [...entry.arrays, path] });
      }
      if (!(error instanceof StoreOpenError)) throw new WireError(85, (error as Error).message);
      throw new WireError(11000, `E11000 duplicate key error collection: ${this.name}.${collection}: ${error.message}`);
    }
    this.#catalog = next;
    await writeCatalogEntry(this.#store, collection, entry);
  }

  /** Runs `work` in one embedded transaction and keeps what it wrote. */
  keep<R>(work: (session: Session) => Promise<R>): Promise<R> {
    return this.#welcomingArrays(() => this.#store.withTransaction(work));
  }

  /** Runs `work` in one embedded transaction, gives its result, and keeps nothing. */
  tryOut<R>(work: (session: Session) => Promise<R>): Promise<R> {
    return this.#welcomingArrays(async () => {
      try {
        return await this.#store.withTransaction<never>(async (session) => {
          throw new Undone(await work(session));
        });
      } catch (error) {
        if (error instanceof Undone) return error.result as R;
        throw error;
      }
    });
  }

  /** The embedded store wants arrays declared; here an index becomes multikey when one arrives. */
  async #welcomingArrays<R>(work: () => Promise<R>): Promise<R> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const found = arrayFault(error);
        const entry = found && this.#catalog.get(found.collection);
        if (found === undefined || entry === undefined || entry.arrays.includes(found.path)) throw error;
        await this.declare(found.collection, { ...entry, arrays: [...entry.arrays, found.path] });
      }
    }
  }
}

function open(database: string, dataDir: string, catalog: Catalog): Promise<Store> {
  const collections = [...definitionsOf(catalog), catalogLines, retryLines];
  // No question is too large for a server that is asked by a test.
  return openStore({ database, dataDir, collections, largeCollection: Number.MAX_SAFE_INTEGER });
}

/** Where an array stood at a path that is indexed as one value: the embedded store says so in its messages. */
function arrayFault(error: unknown): { readonly collection: string; readonly path: string } | undefined {
  const cause = error instanceof StoreUsageError ? error : (error as { readonly cause?: unknown }).cause;
  if (!(cause instanceof StoreUsageError)) return undefined;
  const found = /^(?:Document of|Update of \S+ in) (\w+): (\S+) is indexed as one value/.exec(cause.message);
  const [, collection, path] = found ?? [];
  return collection === undefined || path === undefined ? undefined : { collection, path };
}
