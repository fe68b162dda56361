/**
 * The document-store port: a strict subset of the MongoDB driver's collection, in the driver's own words.
 * Both adapters (`embedded`, `mongodb`) keep these semantics; docs/store.md lists the traps and one conformance suite tries them.
 */

/** `_id` is always a string that the caller supplies. */
export interface Document {
  readonly _id: string;
}

export type Scalar = string | number | boolean | Date | null;

export interface FieldOperators {
  readonly $eq?: unknown;
  readonly $ne?: unknown;
  readonly $gt?: Scalar;
  readonly $gte?: Scalar;
  readonly $lt?: Scalar;
  readonly $lte?: Scalar;
  readonly $in?: readonly unknown[];
  readonly $nin?: readonly unknown[];
  readonly $exists?: boolean;
  readonly $type?: string;
  readonly $size?: number;
  readonly $all?: readonly unknown[];
  readonly $elemMatch?: Filter;
  readonly $not?: FieldOperators;
  /** Anchored, escaped literal prefix only: `^literal`. */
  readonly $regex?: string;
}

/** Field paths are dotted (`residence.regionCode`); `undefined` anywhere in a filter is refused. */
export interface Filter {
  readonly $and?: readonly Filter[];
  readonly $or?: readonly Filter[];
  readonly $nor?: readonly Filter[];
  readonly [path: string]: unknown;
}

export interface Update {
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $unset?: Readonly<Record<string, ''>>;
  readonly $setOnInsert?: Readonly<Record<string, unknown>>;
  readonly $inc?: Readonly<Record<string, number>>;
  readonly $min?: Readonly<Record<string, Scalar>>;
  readonly $max?: Readonly<Record<string, Scalar>>;
  readonly $push?: Readonly<Record<string, unknown>>;
  readonly $addToSet?: Readonly<Record<string, unknown>>;
  readonly $pull?: Readonly<Record<string, unknown>>;
}

export type SortOrder = Readonly<Record<string, 1 | -1>>;

/** A transaction in progress; made by `Store.withTransaction`, passed in options as with the driver. */
export interface Session {
  readonly id: string;
}

export interface ReadOptions {
  readonly session?: Session;
  readonly projection?: Readonly<Record<string, 0 | 1>>;
  readonly sort?: SortOrder;
  readonly skip?: number;
  readonly limit?: number;
}

export interface WriteOptions {
  readonly session?: Session;
}

export interface UpdateOptions extends WriteOptions {
  readonly upsert?: boolean;
}

export interface FindOneAndUpdateOptions extends UpdateOptions {
  readonly sort?: SortOrder;
  readonly returnDocument?: 'before' | 'after';
}

export interface UpdateResult {
  readonly matchedCount: number;
  readonly modifiedCount: number;
  readonly upsertedId: string | null;
}

export type BulkOperation<T extends Document> =
  | { readonly insertOne: { readonly document: T } }
  | { readonly updateOne: { readonly filter: Filter; readonly update: Update; readonly upsert?: boolean } }
  | { readonly updateMany: { readonly filter: Filter; readonly update: Update } }
  | { readonly replaceOne: { readonly filter: Filter; readonly replacement: T; readonly upsert?: boolean } }
  | { readonly deleteOne: { readonly filter: Filter } }
  | { readonly deleteMany: { readonly filter: Filter } };

export interface BulkWriteOptions extends WriteOptions {
  /** Default true. */
  readonly ordered?: boolean;
  /** All or nothing. Default false, as in MongoDB: earlier documents stay. */
  readonly atomic?: boolean;
}

export interface BulkWriteResult {
  readonly insertedCount: number;
  readonly matchedCount: number;
  readonly modifiedCount: number;
  readonly deletedCount: number;
  readonly upsertedCount: number;
}

export interface FindCursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

export interface Collection<T extends Document> {
  readonly name: string;
  findOne(filter: Filter, options?: ReadOptions): Promise<T | null>;
  find(filter: Filter, options?: ReadOptions): FindCursor<T>;
  countDocuments(filter: Filter, options?: ReadOptions): Promise<number>;
  insertOne(document: T, options?: WriteOptions): Promise<{ readonly insertedId: string }>;
  insertMany(documents: readonly T[], options?: BulkWriteOptions): Promise<{ readonly insertedCount: number }>;
  replaceOne(filter: Filter, replacement: T, options?: UpdateOptions): Promise<UpdateResult>;
  updateOne(filter: Filter, update: Update, options?: UpdateOptions): Promise<UpdateResult>;
  updateMany(filter: Filter, update: Update, options?: WriteOptions): Promise<UpdateResult>;
  findOneAndUpdate(filter: Filter, update: Update, options?: FindOneAndUpdateOptions): Promise<T | null>;
  deleteOne(filter: Filter, options?: WriteOptions): Promise<{ readonly deletedCount: number }>;
  deleteMany(filter: Filter, options?: WriteOptions): Promise<{ readonly deletedCount: number }>;
  bulkWrite(operations: readonly BulkOperation<T>[], options?: BulkWriteOptions): Promise<BulkWriteResult>;
  /** Documents by value of declared paths, with their number: `$group` with `$sum: 1`. */
  countBy(
    paths: readonly string[],
    filter?: Filter,
  ): Promise<{ readonly key: readonly Scalar[]; readonly count: number }[]>;
}

export interface IndexDefinition {
  readonly key: SortOrder;
  readonly unique?: boolean;
  /** Equality, `$type: 'string'`, `$gt(e)/$lt(e)` and `$and` of these only: what MongoDB's partial indexes accept. */
  readonly partialFilterExpression?: Filter;
  /** The one path of `key` that holds an array. An array at a path not declared so is refused by both adapters. */
  readonly multikey?: string;
}

export interface CollectionDefinition<T extends Document> {
  readonly name: string;
  readonly indexes: readonly IndexDefinition[];
  /**
   * How a sharded cluster spreads the collection: by the values of a key, or `unsharded`, not at all. Every unique index begins with the
   * key, since a shard knows its own documents only. Elsewhere it changes nothing.
   */
  readonly shardKey?: SortOrder | 'unsharded';
  /** Carries the document type; never set. */
  readonly documentType?: T;
}

/** States a collection's name and indexes once; `Store.collection` gives the typed handle. */
export function defineCollection<T extends Document>(definition: CollectionDefinition<T>): CollectionDefinition<T> {
  return definition;
}

export interface Store {
  readonly kind: 'embedded' | 'mongodb';
  collection<T extends Document>(definition: CollectionDefinition<T>): Collection<T>;
  /**
   * Runs `work` in one transaction: all its writes (passed `{ session }`) become durable together or not at all.
   * `work` may run more than once and must have no other effect.
   */
  withTransaction<R>(work: (session: Session) => Promise<R>): Promise<R>;
  /** Resolves when the store can read; rejects with the cause. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** One error for a broken unique index, whichever the adapter. `keyValue` is for code, never for a message or a log. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';
  constructor(
    readonly collection: string,
    readonly index: string,
    readonly keyPattern: SortOrder,
    readonly keyValue: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(`Duplicate key in ${collection}, index ${index}`, options);
  }
}

/** A query or document outside the port's subset, or `undefined` in a filter: a programming error, refused by both adapters. */
export class StoreUsageError extends Error {
  override readonly name = 'StoreUsageError';
}
