import type {
  AnyBulkWriteOperation,
  ClientSession,
  Collection as DriverCollection,
  Filter as DriverFilter,
  UpdateFilter,
  UpdateResult as DriverUpdateResult,
} from 'mongodb';
import {
  type BulkOperation,
  type BulkWriteOptions,
  type BulkWriteResult,
  type Collection,
  type Document,
  DuplicateKeyError,
  type Filter,
  type FindCursor,
  type FindOneAndUpdateOptions,
  type ReadOptions,
  type Scalar,
  type Session,
  type Update,
  type UpdateOptions,
  type UpdateResult,
  type WriteOptions,
} from '../port.js';
import { checkCountPaths } from '../count-paths.js';
import type { FilterNode } from '../filter/filter-node.js';
import { parseFilter } from '../filter/parse-filter.js';
import { isEverything } from '../filter/pushable.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { parseProjection } from '../projection.js';
import { checkReadOptions } from '../read-options.js';
import { fullScanError, fullScanReason } from '../scan-guard.js';
import { checkSort, withTieBreaker } from '../sorting.js';
import { checkInsert, checkOperation, checkReplacement, checkUpdate } from './checked-writes.js';
import { type DriverCursor, MongodbCursor } from './mongodb-cursor.js';
import { asPortError } from './mongodb-errors.js';
import type { MongodbSession } from './mongodb-session.js';

type Stored = Document & Record<string, unknown>;

/** What a collection needs of its store. */
export interface CollectionHost {
  readonly largeCollection: number;
  readonly queryTimeoutMs: number;
  own(session: Session): MongodbSession;
  refuseInsideTransaction(what: string): void;
  withTransaction<R>(work: (session: Session) => Promise<R>): Promise<R>;
}

/** Options that go with every command. */
interface Context {
  readonly maxTimeMS: number;
  readonly session?: ClientSession;
}

/** Concurrent upserts of one key may each find nothing; all but one then fail, and find the document on the next try. */
const upsertAttempts = 3;

/** One collection of the MongoDB store: checks, passes on, and translates errors. */
export class MongodbCollection<T extends Document> implements Collection<T> {
  readonly name: string;
  readonly #driver: DriverCollection<Stored>;
  readonly #plan: CollectionPlan;
  readonly #host: CollectionHost;

  constructor(driver: DriverCollection<Stored>, plan: CollectionPlan, host: CollectionHost) {
    this.name = plan.name;
    this.#driver = driver;
    this.#plan = plan;
    this.#host = host;
  }

  async findOne(filter: Filter, options: ReadOptions = {}): Promise<T | null> {
    const section = { ...options, limit: 1 };
    const [found] = await (await this.#open(filter, section, true)).toArray();
    return found ?? null;
  }

  find(filter: Filter, options: ReadOptions = {}): FindCursor<T> {
    return new MongodbCursor((guarded) => this.#open(filter, options, guarded));
  }

  async countDocuments(filter: Filter, options: ReadOptions = {}): Promise<number> {
    checkReadOptions(options);
    await this.#checkMany(parseFilter(filter));
    const { skip, limit } = options;
    return this.#driver.countDocuments(asDriverFilter(filter), {
      ...this.#context(options.session),
      ...(skip === undefined ? {} : { skip }),
      ...(limit === undefined ? {} : { limit }),
    });
  }

  async countBy(
    paths: readonly string[],
    filter: Filter = {},
  ): Promise<{ readonly key: readonly Scalar[]; readonly count: number }[]> {
    checkCountPaths(paths, this.#plan);
    await this.#checkMany(parseFilter(filter));
    const key = Object.fromEntries(paths.map((path, i) => [`k${i}`, { $ifNull: [`$${path}`, null] }]));
    const groups = await this.#driver
      .aggregate<{ readonly _id: Record<string, Scalar>; readonly count: number }>(
        [{ $match: filter }, { $group: { _id: key, count: { $sum: 1 } } }, { $sort: { _id: 1 } }],
        { maxTimeMS: this.#host.queryTimeoutMs },
      )
      .toArray();
    return groups.map(({ _id, count }) => ({ key: paths.map((_path, i) => _id[`k${i}`] ?? null), count }));
  }

  async insertOne(document: T, { session }: WriteOptions = {}): Promise<{ readonly insertedId: string }> {
    checkInsert(document, this.#plan);
    await this.#write(session, (context) => this.#driver.insertOne(asStored(document), context));
    return { insertedId: document._id };
  }

  async insertMany(
    documents: readonly T[],
    options: BulkWriteOptions = {},
  ): Promise<{ readonly insertedCount: number }> {
    const { insertedCount } = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return { insertedCount };
  }

  async replaceOne(
    filter: Filter,
    replacement: T,
    { session, upsert = false }: UpdateOptions = {},
  ): Promise<UpdateResult> {
    await this.#checkScan(checkReplacement(filter, replacement, this.#plan), { limit: 1 });
    return asUpdateResult(
      await this.#upserting(upsert, session, (context) =>
        this.#driver.replaceOne(asDriverFilter(filter), asStored(replacement), { ...context, upsert }),
      ),
    );
  }

  async updateOne(
    filter: Filter,
    update: Update,
    { session, upsert = false }: UpdateOptions = {},
  ): Promise<UpdateResult> {
    await this.#checkScan(checkUpdate(filter, update, upsert, this.#plan), { limit: 1 });
    return asUpdateResult(
      await this.#upserting(upsert, session, (context) =>
        this.#driver.updateOne(asDriverFilter(filter), asDriverUpdate(update), { ...context, upsert }),
      ),
    );
  }

  async updateMany(filter: Filter, update: Update, { session }: WriteOptions = {}): Promise<UpdateResult> {
    await this.#checkMany(checkUpdate(filter, update, false, this.#plan));
    return asUpdateResult(
      await this.#write(session, (context) =>
        this.#driver.updateMany(asDriverFilter(filter), asDriverUpdate(update), context),
      ),
    );
  }

  async findOneAndUpdate(filter: Filter, update: Update, options: FindOneAndUpdateOptions = {}): Promise<T | null> {
    const { session, sort, upsert = false, returnDocument = 'before' } = options;
    const node = checkUpdate(filter, update, upsert, this.#plan);
    if (sort !== undefined) checkSort(sort);
    await this.#checkScan(node, sort === undefined ? { limit: 1 } : { limit: 1, sort });
    const found = await this.#upserting(upsert, session, (context) =>
      this.#driver.findOneAndUpdate(asDriverFilter(filter), asDriverUpdate(update), {
        ...context,
        upsert,
        returnDocument,
        ...(sort === undefined ? {} : { sort: withTieBreaker(sort) }),
      }),
    );
    return found as T | null;
  }

  async deleteOne(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    await this.#checkScan(parseFilter(filter), { limit: 1 });
    const { deletedCount } = await this.#write(session, (context) =>
      this.#driver.deleteOne(asDriverFilter(filter), context),
    );
    return { deletedCount };
  }

  async deleteMany(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    await this.#checkMany(parseFilter(filter));
    const { deletedCount } = await this.#write(session, (context) =>
      this.#driver.deleteMany(asDriverFilter(filter), context),
    );
    return { deletedCount };
  }

  async bulkWrite(operations: readonly BulkOperation<T>[], options: BulkWriteOptions = {}): Promise<BulkWriteResult> {
    const { session, ordered = true, atomic = false } = options;
    for (const operation of operations) checkOperation(operation, this.#plan);
    if (atomic && session === undefined) {
      this.#host.refuseInsideTransaction('A write');
      return this.#host.withTransaction((own) => this.bulkWrite(operations, { ordered: true, session: own }));
    }
    if (operations.length === 0)
      return { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0 };
    const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount } = await this.#write(
      session,
      (context) =>
        this.#driver.bulkWrite(operations as unknown as AnyBulkWriteOperation<Stored>[], { ...context, ordered }),
    );
    return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount };
  }

  async #open(filter: Filter, options: ReadOptions, guarded: boolean): Promise<DriverCursor<T>> {
    checkReadOptions(options);
    const node = parseFilter(filter);
    const { sort, skip, limit, projection } = options;
    if (projection !== undefined) parseProjection(projection);
    const context = this.#context(options.session);
    if (guarded) await this.#checkScan(node, options);
    return this.#driver.find<T>(asDriverFilter(filter), {
      ...context,
      ...(projection === undefined ? {} : { projection }),
      ...(sort === undefined ? {} : { sort: withTieBreaker(sort) }),
      ...(skip === undefined ? {} : { skip }),
      ...(limit === undefined ? {} : { limit }),
    });
  }

  /** @throws StoreUsageError when the session has ended, has failed, or is another store's */
  #context(session: Session | undefined): Context {
    const maxTimeMS = this.#host.queryTimeoutMs;
    if (session === undefined) return { maxTimeMS };
    const own = this.#host.own(session);
    own.state.check();
    return { maxTimeMS, session: own.client };
  }

  async #write<R>(session: Session | undefined, work: (context: Context) => Promise<R>): Promise<R> {
    const translated = async () => {
      try {
        return await work(this.#context(session));
      } catch (error) {
        throw asPortError(error, this.#plan);
      }
    };
    if (session !== undefined) return this.#host.own(session).state.write(translated);
    this.#host.refuseInsideTransaction('A write');
    return translated();
  }

  async #upserting<R>(
    upsert: boolean,
    session: Session | undefined,
    work: (context: Context) => Promise<R>,
  ): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#write(session, work);
      } catch (error) {
        const mayRetry = upsert && session === undefined && error instanceof DuplicateKeyError;
        if (!mayRetry || attempt === upsertAttempts) throw error;
      }
    }
  }

  /** For what takes every document that matches: an empty filter then says so plainly. */
  async #checkMany(node: FilterNode): Promise<void> {
    if (!isEverything(node)) await this.#checkScan(node, {});
  }

  async #checkScan(node: FilterNode, options: ReadOptions): Promise<void> {
    const reason = fullScanReason(node, options, this.#plan);
    if (reason === undefined) return;
    const count = await this.#driver.estimatedDocumentCount({ maxTimeMS: this.#host.queryTimeoutMs });
    if (count > this.#host.largeCollection) throw fullScanError(this.name, reason);
  }
}

function asStored(document: Document): Stored {
  return document as Stored;
}

function asDriverFilter(filter: Filter): DriverFilter<Stored> {
  return filter as DriverFilter<Stored>;
}

function asDriverUpdate(update: Update): UpdateFilter<Stored> {
  return update as UpdateFilter<Stored>;
}

function asUpdateResult({ matchedCount, modifiedCount, upsertedId }: DriverUpdateResult<Stored>): UpdateResult {
  return { matchedCount, modifiedCount, upsertedId: upsertedId === null ? null : String(upsertedId) };
}
