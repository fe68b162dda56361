import {
  type BulkOperation,
  type Document,
  type Filter,
  type ReadOptions,
  StoreUsageError,
  type Update,
} from '../port.js';
import { applyUpdate } from '../update/apply-update.js';
import { type Change, parseUpdate } from '../update/parse-update.js';
import { checkUpsertId, upsertDocument } from '../update/upsert.js';
import { equalities } from '../filter/equalities.js';
import type { Fields } from '../values/value.js';
import type { Connection } from './connection.js';
import type { DocumentTable, StoredRow } from './document-table.js';
import type { Step } from './many-writes.js';
import { planSearch, type Search } from './search.js';
import { rowsByRid, selectRids, selectRows, sqlSection } from './select.js';
import type { TableLayout } from './table-layout.js';

/** What one write did; `before` and `after` are texts. */
export interface Outcome {
  readonly inserted: number;
  readonly matched: number;
  readonly modified: number;
  readonly deleted: number;
  readonly upsertedId: string | null;
  readonly before?: string;
  readonly after?: string;
}

/** Rows read at once by a write of many documents. */
const pageSize = 200;

const nothingDone: Outcome = { inserted: 0, matched: 0, modified: 0, deleted: 0, upsertedId: null };

/** A checked write of one document, to be run inside a transaction. */
export type SingleWrite = (connection: Connection) => Outcome;

/** Checks writes when they are asked for and gives what is to be run when their turn comes. */
export class DocumentWrites {
  constructor(
    readonly layout: TableLayout,
    readonly table: DocumentTable,
    private readonly checkScan: (connection: Connection, search: Search, options: ReadOptions) => void,
  ) {}

  insert(document: Fields): SingleWrite {
    return (connection) => {
      this.table.insert(connection, document);
      return { ...nothingDone, inserted: 1 };
    };
  }

  updateOne(
    filter: Filter,
    update: Update,
    options: { readonly upsert?: boolean; readonly sort?: ReadOptions['sort'] },
  ): SingleWrite {
    const search = planSearch(filter, this.layout);
    const changes = parseUpdate(update);
    if (options.upsert === true) checkUpsertId(search.node, changes);
    return (connection) => {
      const row = this.#first(connection, search, options.sort);
      if (row !== undefined) return this.#change(connection, row, changes);
      return options.upsert === true ? this.#upsert(connection, upsertDocument(search.node, changes)) : nothingDone;
    };
  }

  replaceOne(filter: Filter, replacement: Document, upsert: boolean): SingleWrite {
    const search = planSearch(filter, this.layout);
    const id = equalities(search.node).get('_id');
    if (id !== undefined && id !== replacement._id)
      throw new StoreUsageError('A replacement keeps the _id of its filter');
    return (connection) => {
      const row = this.#first(connection, search, undefined);
      if (row === undefined) return upsert ? this.#upsert(connection, replacement as unknown as Fields) : nothingDone;
      if (row.document['_id'] !== replacement._id)
        throw new StoreUsageError('A replacement keeps the _id of the document it replaces');
      return this.#put(connection, row, this.table.keysOf(row.document), replacement as unknown as Fields);
    };
  }

  deleteOne(filter: Filter): SingleWrite {
    const search = planSearch(filter, this.layout);
    return (connection) => {
      const row = this.#first(connection, search, undefined);
      if (row === undefined) return nothingDone;
      this.table.delete(connection, row.rid);
      return { ...nothingDone, deleted: 1 };
    };
  }

  single(operation: Exclude<BulkOperation<Document>, { updateMany: unknown } | { deleteMany: unknown }>): SingleWrite {
    if ('insertOne' in operation) return this.insert(operation.insertOne.document as unknown as Fields);
    if ('updateOne' in operation)
      return this.updateOne(operation.updateOne.filter, operation.updateOne.update, operation.updateOne);
    if ('replaceOne' in operation) {
      const { filter, replacement, upsert } = operation.replaceOne;
      return this.replaceOne(filter, replacement, upsert === true);
    }
    return this.deleteOne(operation.deleteOne.filter);
  }

  updateMany(filter: Filter, update: Update): Step {
    const search = planSearch(filter, this.layout);
    const changes = parseUpdate(update);
    return (connection) => this.#changeEach(connection, search, changes);
  }

  deleteMany(filter: Filter): Step {
    const search = planSearch(filter, this.layout);
    return (connection) => this.#deleteEach(connection, search);
  }

  *#changeEach(connection: Connection, search: Search, changes: readonly Change[]): Iterable<() => Outcome> {
    const rids = this.#rids(connection, search);
    for (let start = 0; start < rids.length; start += pageSize) {
      for (const row of rowsByRid(connection, this.layout, rids.slice(start, start + pageSize))) {
        yield () => this.#change(connection, row, changes);
      }
    }
  }

  *#deleteEach(connection: Connection, search: Search): Iterable<() => Outcome> {
    for (const rid of this.#rids(connection, search)) {
      yield () => {
        this.table.delete(connection, rid);
        return { ...nothingDone, deleted: 1 };
      };
    }
  }

  /** The rows a write of many documents is about, fixed before the first of them changes. */
  #rids(connection: Connection, search: Search): number[] {
    if (!search.isEverything) this.checkScan(connection, search, {});
    if (search.residue !== undefined) return selectRows(connection, this.layout, search, {}).map(({ rid }) => rid);
    return selectRids(connection, this.layout, search, '', sqlSection(0, Infinity));
  }

  #change(connection: Connection, row: StoredRow, changes: readonly Change[]): Outcome {
    const oldKeys = this.table.keysOf(row.document);
    applyUpdate(row.document, changes, false);
    return this.#put(connection, row, oldKeys, row.document);
  }

  #put(
    connection: Connection,
    row: StoredRow,
    oldKeys: ReturnType<DocumentTable['keysOf']>,
    document: Fields,
  ): Outcome {
    const after = this.table.replace(connection, row, oldKeys, document);
    return {
      ...nothingDone,
      matched: 1,
      modified: after === undefined ? 0 : 1,
      before: row.text,
      after: after ?? row.text,
    };
  }

  #upsert(connection: Connection, document: Fields): Outcome {
    const after = this.table.insert(connection, document);
    return { ...nothingDone, upsertedId: document['_id'] as string, after };
  }

  #first(connection: Connection, search: Search, sort: ReadOptions['sort']): StoredRow | undefined {
    const options = sort === undefined ? { limit: 1 } : { limit: 1, sort };
    this.checkScan(connection, search, options);
    return selectRows(connection, this.layout, search, options)[0];
  }
}
