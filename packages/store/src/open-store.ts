import type { CollectionDefinition, Document, Store } from './port.js';
import { EmbeddedStore } from './embedded/embedded-store.js';
import { largeCollection as defaultLargeCollection } from './scan-guard.js';

export interface OpenStoreOptions {
  /** Name of the database, such as `hub_labor`: a file of the embedded store, a database of MongoDB. */
  readonly database: string;
  /** Folder of the embedded store's files; made when missing. Must be on a local disk. */
  readonly dataDir: string;
  /** With it the store is in MongoDB (a replica set), without it in the data folder. */
  readonly mongodbUrl?: string | undefined;
  /** Every collection that will be asked for, with its indexes. */
  readonly collections: readonly CollectionDefinition<Document>[];
  /** From how many documents on a question that would read them all is refused. Default 10,000. */
  readonly largeCollection?: number;
}

/**
 * Opens the store and brings its indexes to what the collections declare.
 * @throws StoreOpenError when it cannot be opened as it is, or when documents do not allow a unique index
 * @throws StoreUnavailableError when MongoDB does not answer now; it may be tried again
 * @throws StoreUsageError for definitions that the adapters would not build alike
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { database, dataDir, mongodbUrl, collections, largeCollection = defaultLargeCollection } = options;
  if (mongodbUrl !== undefined) {
    // Loaded only where it is used: the driver is large, and the embedded store starts without it.
    const { MongodbStore } = await import('./mongodb/mongodb-store.js');
    return MongodbStore.open({ url: mongodbUrl, database, collections, largeCollection });
  }
  return EmbeddedStore.open({ database, dataDir, collections, largeCollection });
}
