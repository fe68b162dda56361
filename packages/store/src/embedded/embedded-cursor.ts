import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FindCursor, ReadOptions } from '../port.js';
import { createMatcher } from '../filter/matcher.js';
import type { Fields } from '../values/value.js';
import type { Connection } from './connection.js';
import type { StoredRow } from './document-table.js';
import { orderBy, type Search } from './search.js';
import { rowsByRid, selectRids, selectRows, sqlSection, toRow } from './select.js';
import type { TableLayout } from './table-layout.js';

const pageSize = 200;

export interface CursorSource {
  readonly layout: TableLayout;
  readonly options: ReadOptions;
  plan(): Search;
  project(): (document: Fields) => Fields;
  /** The connection to read on, as long as that is allowed. */
  connection(): Connection;
  checkScan(connection: Connection, search: Search): void;
}

/**
 * The documents of a search. Going through it one by one reads a page at a time, each in a read of its own: a read that
 * stays open would keep the write-ahead log from being emptied. A document that changes meanwhile is given as it is when
 * its page is read, or left out when it no longer matches.
 */
export class EmbeddedCursor<T> implements FindCursor<T> {
  readonly #source: CursorSource;

  constructor(source: CursorSource) {
    this.#source = source;
  }

  // The port is asynchronous: a wrong filter rejects, it does not throw at the caller.
  // eslint-disable-next-line @typescript-eslint/require-await
  async toArray(): Promise<T[]> {
    const { layout, options } = this.#source;
    const search = this.#source.plan();
    const project = this.#source.project();
    const connection = this.#source.connection();
    this.#source.checkScan(connection, search);
    return selectRows(connection, layout, search, options).map(({ document }) => project(document) as T);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    const project = this.#source.project();
    for await (const row of this.#rows()) yield project(row.document) as T;
  }

  #rows(): AsyncIterable<StoredRow> | Iterable<StoredRow> {
    const { layout, options } = this.#source;
    const search = this.#source.plan();
    // Before the first can be given, all that match are put in order
    if (options.sort !== undefined && !search.isEverything) this.#source.checkScan(this.#source.connection(), search);
    if (options.sort === undefined && search.where === '') return this.#byTable(search);
    const order = options.sort === undefined ? '' : orderBy(options.sort, layout);
    if (order === undefined) return selectRows(this.#source.connection(), layout, search, options);
    return this.#bySnapshot(search, order);
  }

  /** Through the whole table in the order of its rows, up to the last row there was at the start. */
  async *#byTable(search: Search): AsyncIterable<StoredRow> {
    const { table } = this.#source.layout;
    const { skip = 0, limit = Infinity } = this.#source.options;
    const last = this.#source.connection().get(`SELECT max(rid) AS rid FROM ${table}`)?.['rid'] ?? 0;
    let after = 0;
    let passed = 0;
    for (;;) {
      const page = this.#source
        .connection()
        .all(`SELECT rid, doc FROM ${table} WHERE rid > ? AND rid <= ? ORDER BY rid LIMIT ${String(pageSize)}`, [
          after,
          last,
        ]);
      for (const row of page.map(toRow)) {
        after = row.rid;
        if (search.residue?.(row.document) === false || passed++ < skip) continue;
        if (passed > skip + limit) return;
        yield row;
      }
      if (page.length < pageSize) return;
      await nextTurn();
    }
  }

  /** The rows are chosen at once, by number only, and read page by page. */
  async *#bySnapshot(search: Search, order: string): AsyncIterable<StoredRow> {
    const { layout, options } = this.#source;
    const { skip = 0, limit = Infinity } = options;
    const isExact = search.residue === undefined;
    const rids = selectRids(
      this.#source.connection(),
      layout,
      search,
      order,
      isExact ? sqlSection(skip, limit) : sqlSection(0, Infinity),
    );
    const matches = createMatcher(search.node);
    const from = isExact ? 0 : skip;
    let passed = 0;
    for (let start = 0; start < rids.length; start += pageSize) {
      for (const row of rowsByRid(this.#source.connection(), layout, rids.slice(start, start + pageSize))) {
        if (!matches(row.document) || passed++ < from) continue;
        if (passed > from + limit) return;
        yield row;
      }
      await nextTurn();
    }
  }
}
