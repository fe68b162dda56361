import type {
  AnyBulkWriteOperation,
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
  type Filter,
  type FindCursor,
  type FindOneAndUpdateOptions,
  type ReadOptions,
  type Scalar,
  type Session,
  StoreUsageError,
  type Update,
  type UpdateOptions,
  type UpdateResult,
  type WriteOptions,
} from '../port.js';
import { checkCountPaths } from '../count-paths.js';
import { isEverything } from '../filter/narrowing.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { parseProjection } from '../projection.js';
import { checkReadOptions } from '../read-options.js';
import { checkSort, withTieBreaker } from '../sorting.js';
import { isFields } from '../values/value.js';
import { takeFilter, takeInsert, takeOperation, takeReplacement, takeUpdate } from './taken-writes.js';
import { type CollectionHost, Commands, type Stored } from './commands.js';
import { type DriverCursor, MongodbCursor } from './mongodb-cursor.js';

/** One collection of the MongoDB store: checks, passes on, and translates errors. */
export class MongodbCollection<T extends Document> implements Collection<T> {
  readonly name: string;
  readonly #driver: DriverCollection<Stored>;
  readonly #plan: CollectionPlan;
  readonly #host: CollectionHost;
  readonly #commands: Commands;

  constructor(driver: DriverCollection<Stored>, plan: CollectionPlan, host: CollectionHost) {
    this.name = plan.name;
    this.#driver = driver;
    this.#plan = plan;
    this.#host = host;
    this.#commands = new Commands(driver, plan, host);
  }

  async findOne(filter: Filter, options: ReadOptions = {}): Promise<T | null> {
    const [found] = await this.find(filter, { ...options, limit: 1 }).toArray();
    return found ?? null;
  }

  find(filter: Filter, options: ReadOptions = {}): FindCursor<T> {
    return new MongodbCursor({
      open: (guarded) => this.#open(filter, options, guarded),
      read: (work) => this.#commands.read(options.session, work),
    });
  }

  async countDocuments(filter: Filter, options: ReadOptions = {}): Promise<number> {
    checkReadOptions(options);
    const taken = takeFilter(filter);
    await this.#commands.checkMany(taken.node);
    const { session, skip, limit } = options;
    return this.#commands.read(session, (context) =>
      this.#driver.countDocuments(asDriverFilter(taken.filter), {
        ...context,
        ...(skip === undefined ? {} : { skip }),
        ...(limit === undefined ? {} : { limit }),
      }),
    );
  }

  async countBy(
    paths: readonly string[],
    filter: Filter = {},
  ): Promise<{ readonly key: readonly Scalar[]; readonly count: number }[]> {
    checkCountPaths(paths, this.#plan);
    const taken = takeFilter(filter);
    await this.#commands.checkMany(taken.node);
    const key = Object.fromEntries(paths.map((path, i) => [`k${i}`, { $ifNull: [`$${path}`, null] }]));
    const pipeline = [{ $match: taken.filter }, { $group: { _id: key, count: { $sum: 1 } } }, { $sort: { _id: 1 } }];
    const groups = await this.#commands.read(undefined, (context) =>
      this.#driver
        .aggregate<{ readonly _id: Record<string, unknown>; readonly count: number }>(pipeline, context)
        .toArray(),
    );
    return groups.map(({ _id, count }) => ({ key: paths.map((path, i) => asScalar(_id[`k${i}`], path)), count }));
  }

  async insertOne(document: T, { session }: WriteOptions = {}): Promise<{ readonly insertedId: string }> {
    const taken = takeInsert(document, this.#plan);
    await this.#commands.write(session, (context) => this.#driver.insertOne(asStored(taken), context));
    return { insertedId: taken._id };
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
    const taken = takeReplacement(filter, replacement, this.#plan);
    return asUpdateResult(
      await this.#commands.upserting(
        upsert,
        session,
        (context) =>
          this.#driver.replaceOne(asDriverFilter(taken.filter), asStored(taken.replacement), { ...context, upsert }),
        () => this.#commands.checkScan(taken.node, { limit: 1 }),
      ),
    );
  }

  async updateOne(
    filter: Filter,
    update: Update,
    { session, upsert = false }: UpdateOptions = {},
  ): Promise<UpdateResult> {
    const taken = takeUpdate(filter, update, upsert, this.#plan);
    return asUpdateResult(
      await this.#commands.upserting(
        upsert,
        session,
        (context) =>
          this.#driver.updateOne(asDriverFilter(taken.filter), asDriverUpdate(taken.update), { ...context, upsert }),
        () => this.#commands.checkScan(taken.node, { limit: 1 }),
      ),
    );
  }

  async updateMany(filter: Filter, update: Update, { session }: WriteOptions = {}): Promise<UpdateResult> {
    const taken = takeUpdate(filter, update, false, this.#plan);
    return asUpdateResult(
      await this.#commands.write(
        session,
        (context) => this.#driver.updateMany(asDriverFilter(taken.filter), asDriverUpdate(taken.update), context),
        () => this.#commands.checkMany(taken.node),
      ),
    );
  }

  async findOneAndUpdate(filter: Filter, update: Update, options: FindOneAndUpdateOptions = {}): Promise<T | null> {
    const { session, sort, upsert = false, returnDocument = 'before' } = options;
    const taken = takeUpdate(filter, update, upsert, this.#plan);
    if (sort !== undefined) checkSort(sort);
    const order = sort === undefined ? {} : { sort: withTieBreaker(sort) };
    const found = await this.#commands.upserting(
      upsert,
      session,
      (context) =>
        this.#driver.findOneAndUpdate(asDriverFilter(taken.filter), asDriverUpdate(taken.update), {
          ...context,
          ...order,
          upsert,
          returnDocument,
        }),
      () => this.#commands.checkScan(taken.node, { limit: 1, ...order }),
    );
    return found as T | null;
  }

  async deleteOne(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    const taken = takeFilter(filter);
    const { deletedCount } = await this.#commands.write(
      session,
      (context) => this.#driver.deleteOne(asDriverFilter(taken.filter), context),
      () => this.#commands.checkScan(taken.node, { limit: 1 }),
    );
    return { deletedCount };
  }

  async deleteMany(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    const taken = takeFilter(filter);
    const { deletedCount } = await this.#commands.write(
      session,
      (context) => this.#driver.deleteMany(asDriverFilter(taken.filter), context),
      () => this.#commands.checkMany(taken.node),
    );
    return { deletedCount };
  }

  async bulkWrite(operations: readonly BulkOperation<T>[], options: BulkWriteOptions = {}): Promise<BulkWriteResult> {
    const { session, ordered = true, atomic = false } = options;
    const taken = operations.map((operation) => takeOperation(operation, this.#plan));
    if (taken.length === 0)
      return { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0 };
    if (!atomic || session !== undefined) return this.#bulkWrite(taken, ordered, session);
    this.#host.refuseInsideTransaction('A write');
    return this.#host.withTransaction((own) => this.#bulkWrite(taken, true, own));
  }

  async #bulkWrite(
    operations: readonly BulkOperation<Document>[],
    ordered: boolean,
    session: Session | undefined,
  ): Promise<BulkWriteResult> {
    const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount } = await this.#commands.write(
      session,
      (context) =>
        this.#driver.bulkWrite(operations as unknown as AnyBulkWriteOperation<Stored>[], { ...context, ordered }),
    );
    return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount };
  }

  async #open(filter: Filter, options: ReadOptions, guarded: boolean): Promise<DriverCursor<T>> {
    checkReadOptions(options);
    const taken = takeFilter(filter);
    const { session, sort, skip, limit, projection } = options;
    if (projection !== undefined) parseProjection(projection);
    // Before the first can be given, all that match are put in order
    if (guarded || (sort !== undefined && !isEverything(taken.node)))
      await this.#commands.checkScan(taken.node, options);
    return this.#commands.read(session, (context) =>
      Promise.resolve(
        this.#driver.find<T>(asDriverFilter(taken.filter), {
          ...context,
          ...(projection === undefined ? {} : { projection }),
          ...(sort === undefined ? {} : { sort: withTieBreaker(sort) }),
          ...(skip === undefined ? {} : { skip }),
          ...(limit === undefined ? {} : { limit }),
        }),
      ),
    );
  }
}

function asScalar(value: unknown, path: string): Scalar {
  if (isFields(value)) throw new StoreUsageError(`countBy ${path}: an embedded document stands there`);
  return (value ?? null) as Scalar;
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
