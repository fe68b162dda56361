import {
  type BulkOperation,
  type Document,
  type Filter,
  type ReadOptions,
  type SortOrder,
  StoreUsageError,
  type Update,
} from '../port.js';
import { equalities } from '../filter/equalities.js';
import { checkSort } from '../sorting.js';
import { applyUpdate } from '../update/apply-update.js';
import { checkArrays } from '../update/check-arrays.js';
import { type Change, parseUpdate } from '../update/parse-update.js';
import { checkUpsertId, upsertDocument } from '../update/upsert.js';
import type { Fields } from '../values/value.js';
import type { Connection } from './connection.js';
import type { DocumentTable, StoredRow } from './document-table.js';
import type { Step } from './many-writes.js';
import { nothingDone, oneDeleted, oneInserted, type Outcome } from './outcome.js';
import { planSearch, type Search } from './search.js';
import { rowsByRid, selectRids, selectRows, sqlSection } from './select.js';
import type { TableLayout } from './table-layout.js';

/** A checked write of one document, to be run inside a transaction. */
export type SingleWrite = (connection: Connection) => Outcome;

type CheckScan = (connection: Connection, search: Search, options: ReadOptions) => void;

/** Rows read at once by a write of many documents. */
const pageSize = 200;

/** Checks writes when they are asked for and gives what is to be run when their turn comes. */
export class DocumentWrites {
  readonly #layout: TableLayout;
  readonly #table: DocumentTable;
  readonly #checkScan: CheckScan;

  constructor(layout: TableLayout, table: DocumentTable, checkScan: CheckScan) {
    this.#layout = layout;
    this.#table = table;
    this.#checkScan = checkScan;
  }

  insert(document: Document): SingleWrite {
    const prepared = this.#table.prepare(asFields(document));
    return (connection) => {
      this.#table.insert(connection, prepared);
      return oneInserted;
    };
  }

  updateOne(
    filter: Filter,
    update: Update,
    { upsert = false, sort }: { readonly upsert?: boolean; readonly sort?: SortOrder },
  ): SingleWrite {
    const search = planSearch(filter, this.#layout);
    const changes = this.#parseUpdate(update);
    if (upsert) checkUpsertId(search.node, changes);
    if (sort !== undefined) checkSort(sort);
    return (connection) => {
      const row = this.#first(connection, search, sort);
      if (row !== undefined) return this.#change(connection, row, changes);
      return upsert ? this.#upsert(connection, upsertDocument(search.node, changes)) : nothingDone;
    };
  }

  replaceOne(filter: Filter, replacement: Document, upsert: boolean): SingleWrite {
    const search = planSearch(filter, this.#layout);
    const prepared = this.#table.prepare(asFields(replacement));
    const id = equalities(search.node).get('_id');
    if (id !== undefined && id !== replacement._id) throw otherId();
    return (connection) => {
      const row = this.#first(connection, search, undefined);
      if (row === undefined) return upsert ? this.#upsert(connection, prepared.document) : nothingDone;
      if (row.document['_id'] !== replacement._id) throw otherId();
      return changed(row, this.#table.replace(connection, row, prepared));
    };
  }

  deleteOne(filter: Filter): SingleWrite {
    const search = planSearch(filter, this.#layout);
    return (connection) => {
      const row = this.#first(connection, search, undefined);
      if (row === undefined) return nothingDone;
      this.#table.delete(connection, row.rid);
      return oneDeleted;
    };
  }

  updateMany(filter: Filter, update: Update): Step {
    const search = planSearch(filter, this.#layout);
    const changes = this.#parseUpdate(update);
    return (connection) => this.#changeEach(connection, search, changes);
  }

  deleteMany(filter: Filter): Step {
    const search = planSearch(filter, this.#layout);
    return (connection) => this.#deleteEach(connection, search);
  }

  step(operation: BulkOperation<Document>): Step {
    if ('updateMany' in operation) return this.updateMany(operation.updateMany.filter, operation.updateMany.update);
    if ('deleteMany' in operation) return this.deleteMany(operation.deleteMany.filter);
    if ('insertOne' in operation) return one(this.insert(operation.insertOne.document));
    if ('deleteOne' in operation) return one(this.deleteOne(operation.deleteOne.filter));
    if ('updateOne' in operation) {
      const { filter, update, upsert = false } = operation.updateOne;
      return one(this.updateOne(filter, update, { upsert }));
    }
    const { filter, replacement, upsert = false } = operation.replaceOne;
    return one(this.replaceOne(filter, replacement, upsert));
  }

  #parseUpdate(update: Update): readonly Change[] {
    const changes = parseUpdate(update);
    checkArrays(changes, this.#layout.plan);
    return changes;
  }

  *#changeEach(connection: Connection, search: Search, changes: readonly Change[]): Iterable<() => Outcome> {
    const rids = this.#rids(connection, search);
    for (let start = 0; start < rids.length; start += pageSize) {
      for (const row of rowsByRid(connection, this.#layout, rids.slice(start, start + pageSize))) {
        yield () => this.#change(connection, row, changes);
      }
    }
  }

  *#deleteEach(connection: Connection, search: Search): Iterable<() => Outcome> {
    for (const rid of this.#rids(connection, search)) {
      yield () => {
        this.#table.delete(connection, rid);
        return oneDeleted;
      };
    }
  }

  /** The rows a write of many documents is about, fixed before the first of them changes. */
  #rids(connection: Connection, search: Search): number[] {
    if (!search.isEverything) this.#checkScan(connection, search, {});
    if (search.residue !== undefined) return selectRows(connection, this.#layout, search, {}).map(({ rid }) => rid);
    return selectRids(connection, this.#layout, search, '', sqlSection(0, Infinity));
  }

  #change(connection: Connection, row: StoredRow, changes: readonly Change[]): Outcome {
    const before = this.#table.keysOf(row.document);
    applyUpdate(row.document, changes, false);
    return changed(row, this.#table.change(connection, row, before, row.document));
  }

  #upsert(connection: Connection, document: Fields): Outcome {
    const prepared = this.#table.prepare(document);
    this.#table.insert(connection, prepared);
    const upsertedId = document['_id'] as string;
    return { inserted: 0, matched: 0, modified: 0, deleted: 0, upsertedId, after: prepared.text };
  }

  #first(connection: Connection, search: Search, sort: SortOrder | undefined): StoredRow | undefined {
    const options = sort === undefined ? { limit: 1 } : { limit: 1, sort };
    this.#checkScan(connection, search, options);
    return selectRows(connection, this.#layout, search, options)[0];
  }
}

function one(write: SingleWrite): Step {
  return (connection) => [() => write(connection)];
}

function changed(row: StoredRow, after: string): Outcome {
  const modified = after === row.text ? 0 : 1;
  return { inserted: 0, matched: 1, modified, deleted: 0, upsertedId: null, before: row.text, after };
}

function otherId(): StoreUsageError {
  return new StoreUsageError('A replacement keeps the _id of the document it replaces');
}

function asFields(document: Document): Fields {
  return document as unknown as Fields;
}
