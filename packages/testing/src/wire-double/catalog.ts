import { EJSON } from 'bson';
import type { CollectionDefinition, Document, IndexDefinition, SortOrder, Store } from '@hub/store';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

/** A document of no particular shape. */
export type Stored = Document & Record<string, unknown>;

/** An index as a client made it. */
export interface WireIndex {
  readonly name: string;
  readonly key: SortOrder;
  readonly unique: boolean;
  readonly partialFilterExpression?: WireDocument;
}

/** A collection as clients made it. */
export interface CollectionEntry {
  readonly indexes: readonly WireIndex[];
  /** Paths at which arrays have arrived: as on a server, an index becomes multikey when they do. */
  readonly arrays: readonly string[];
}

export type Catalog = ReadonlyMap<string, CollectionEntry>;

interface CatalogLine extends Document {
  readonly entry: string;
}

export interface RetryLine extends Document {
  readonly txnNumber: number;
  readonly reply: string;
}

/** Which collections and indexes there are. Names of clients' collections may not begin so. */
export const catalogLines: CollectionDefinition<CatalogLine> = { name: 'double_catalog', indexes: [] };
/** For every session its last retryable write or transaction, with the answer it got. */
export const retryLines: CollectionDefinition<RetryLine> = { name: 'double_retries', indexes: [] };

/** @throws WireError when an array stands at two paths of one index, which no server can index either */
export function definitionsOf(catalog: Catalog): readonly CollectionDefinition<Stored>[] {
  return [...catalog].map(([name, { indexes, arrays }]) => ({
    name,
    indexes: indexes.map((index) => definitionOf(index, arrays)),
  }));
}

function definitionOf({ key, unique, partialFilterExpression }: WireIndex, arrays: readonly string[]): IndexDefinition {
  const [multikey, second] = Object.keys(key).filter((path) => arrays.includes(path));
  if (second !== undefined) {
    throw new WireError(171, `cannot index parallel arrays [${String(multikey)}] [${second}]`);
  }
  return {
    key,
    unique,
    ...(partialFilterExpression !== undefined && { partialFilterExpression: partialFilterExpression }),
    ...(multikey !== undefined && { multikey }),
  };
}

export async function readCatalog(store: Store): Promise<Catalog> {
  const lines = await store.collection(catalogLines).find({}).toArray();
  return new Map(lines.map(({ _id, entry }) => [_id, EJSON.parse(entry) as CollectionEntry]));
}

export async function writeCatalogEntry(store: Store, name: string, entry: CollectionEntry): Promise<void> {
  const line = { _id: name, entry: EJSON.stringify(entry) };
  await store.collection(catalogLines).replaceOne({ _id: name }, line, { upsert: true });
}
