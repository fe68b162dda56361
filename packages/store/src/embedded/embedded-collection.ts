import type {
  BulkOperation,
  BulkWriteOptions,
  BulkWriteResult,
  Collection,
  Document,
  Filter,
  FindCursor,
  FindOneAndUpdateOptions,
  ReadOptions,
  Scalar,
  Session,
  Update,
  UpdateOptions,
  UpdateResult,
  WriteOptions,
} from '../port.js';
import { checkCountPaths } from '../count-paths.js';
import { parseProjection } from '../projection.js';
import { checkReadOptions } from '../read-options.js';
import { fullScanError, fullScanReason } from '../scan-guard.js';
import type { Fields } from '../values/value.js';
import type { Connection } from './connection.js';
import { countByKeys } from './count-by.js';
import { DocumentTable } from './document-table.js';
import { DocumentWrites, type SingleWrite } from './document-writes.js';
import type { Outcome } from './outcome.js';
import { EmbeddedCursor } from './embedded-cursor.js';
import { decodeDocument } from './json-codec.js';
import { type Step, type Totals, writeMany } from './many-writes.js';
import { planSearch, type Search } from './search.js';
import { countRows, hasMoreThan, selectRows } from './select.js';
import type { TableLayout } from './table-layout.js';

/** What a collection needs of its store. */
export interface CollectionHost {
  readonly largeCollection: number;
  reading(session: Session | undefined): Connection;
  writeOne<R>(
    session: Session | undefined,
    isSingleStatement: boolean,
    work: (connection: Connection) => R,
  ): Promise<R>;
  writeMany<R>(session: Session | undefined, work: (connection: Connection) => Promise<R>): Promise<R>;
}

/** One collection of the embedded store. */
export class EmbeddedCollection<T extends Document> implements Collection<T> {
  readonly name: string;
  readonly #layout: TableLayout;
  readonly #host: CollectionHost;
  readonly #table: DocumentTable;
  readonly #writes: DocumentWrites;

  constructor(layout: TableLayout, host: CollectionHost) {
    this.name = layout.plan.name;
    this.#layout = layout;
    this.#host = host;
    this.#table = new DocumentTable(layout);
    this.#writes = new DocumentWrites(layout, this.#table, (connection, search, options) =>
      this.#checkScan(connection, search, options),
    );
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async findOne(filter: Filter, options: ReadOptions = {}): Promise<T | null> {
    checkReadOptions(options);
    const search = planSearch(filter, this.#layout);
    const connection = this.#host.reading(options.session);
    const section = { ...options, limit: 1 };
    this.#checkScan(connection, search, section);
    const row = selectRows(connection, this.#layout, search, section)[0];
    return row === undefined ? null : (projected(options)(row.document) as unknown as T);
  }

  find(filter: Filter, options: ReadOptions = {}): FindCursor<T> {
    return new EmbeddedCursor<T>({
      layout: this.#layout,
      options,
      project: () => projected(options),
      plan: () => {
        checkReadOptions(options);
        return planSearch(filter, this.#layout);
      },
      connection: () => this.#host.reading(options.session),
      checkScan: (connection, search) => this.#checkScan(connection, search, options),
    });
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async countDocuments(filter: Filter, options: ReadOptions = {}): Promise<number> {
    checkReadOptions(options);
    const search = planSearch(filter, this.#layout);
    const connection = this.#host.reading(options.session);
    if (!search.isEverything) this.#checkScan(connection, search, {});
    const count = Math.max(0, countRows(connection, this.#layout, search) - (options.skip ?? 0));
    return Math.min(count, options.limit ?? Infinity);
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  async countBy(
    paths: readonly string[],
    filter: Filter = {},
  ): Promise<{ readonly key: readonly Scalar[]; readonly count: number }[]> {
    checkCountPaths(paths, this.#layout.plan);
    const search = planSearch(filter, this.#layout);
    const connection = this.#host.reading(undefined);
    if (!search.isEverything) this.#checkScan(connection, search, {});
    return countByKeys(connection, this.#layout, search, paths);
  }

  async insertOne(document: T, { session }: WriteOptions = {}): Promise<{ readonly insertedId: string }> {
    await this.#single(session, this.#writes.insert(document));
    return { insertedId: document._id };
  }

  async insertMany(
    documents: readonly T[],
    options: BulkWriteOptions = {},
  ): Promise<{ readonly insertedCount: number }> {
    const steps = documents.map((document) => this.#writes.step({ insertOne: { document } }));
    const { inserted } = await this.#many(steps, options);
    return { insertedCount: inserted };
  }

  async replaceOne(
    filter: Filter,
    replacement: T,
    { session, upsert = false }: UpdateOptions = {},
  ): Promise<UpdateResult> {
    return asUpdateResult(await this.#single(session, this.#writes.replaceOne(filter, replacement, upsert)));
  }

  async updateOne(filter: Filter, update: Update, options: UpdateOptions = {}): Promise<UpdateResult> {
    return asUpdateResult(await this.#single(options.session, this.#writes.updateOne(filter, update, options)));
  }

  async findOneAndUpdate(filter: Filter, update: Update, options: FindOneAndUpdateOptions = {}): Promise<T | null> {
    const { before, after } = await this.#single(options.session, this.#writes.updateOne(filter, update, options));
    const text = options.returnDocument === 'after' ? after : before;
    return text === undefined ? null : (decodeDocument(text) as unknown as T);
  }

  async deleteOne(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    const { deleted } = await this.#single(session, this.#writes.deleteOne(filter));
    return { deletedCount: deleted };
  }

  async updateMany(filter: Filter, update: Update, { session }: WriteOptions = {}): Promise<UpdateResult> {
    const { matched, modified } = await this.#many([this.#writes.updateMany(filter, update)], inSession(session));
    return { matchedCount: matched, modifiedCount: modified, upsertedId: null };
  }

  async deleteMany(filter: Filter, { session }: WriteOptions = {}): Promise<{ readonly deletedCount: number }> {
    const { deleted } = await this.#many([this.#writes.deleteMany(filter)], inSession(session));
    return { deletedCount: deleted };
  }

  async bulkWrite(operations: readonly BulkOperation<T>[], options: BulkWriteOptions = {}): Promise<BulkWriteResult> {
    const steps = operations.map((operation) => this.#writes.step(operation));
    const total = await this.#many(steps, options);
    return {
      insertedCount: total.inserted,
      matchedCount: total.matched,
      modifiedCount: total.modified,
      deletedCount: total.deleted,
      upsertedCount: total.upserted,
    };
  }

  #single(session: Session | undefined, write: SingleWrite): Promise<Outcome> {
    return this.#host.writeOne(session, this.#table.isSingleStatement, write);
  }

  async #many(steps: readonly Step[], { session, ordered = true, atomic = false }: BulkWriteOptions): Promise<Totals> {
    const options = {
      ordered,
      atomic: atomic || session !== undefined,
      isSingleStatement: this.#table.isSingleStatement,
    };
    const { totals, failure } = await this.#host.writeMany(session, (connection) =>
      writeMany(connection, steps, options),
    );
    if (failure !== undefined) throw failure.cause;
    return totals;
  }

  #checkScan(connection: Connection, search: Search, options: ReadOptions): void {
    const reason = fullScanReason(search.node, options, this.#layout.plan);
    if (reason !== undefined && hasMoreThan(connection, this.#layout, this.#host.largeCollection)) {
      throw fullScanError(this.name, reason);
    }
  }
}

function inSession(session: Session | undefined): WriteOptions {
  return session === undefined ? {} : { session };
}

function projected({ projection }: ReadOptions): (document: Fields) => Fields {
  return projection === undefined ? (document) => document : parseProjection(projection);
}

function asUpdateResult({ matched, modified, upsertedId }: Outcome): UpdateResult {
  return { matchedCount: matched, modifiedCount: modified, upsertedId };
}
