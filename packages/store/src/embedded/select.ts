import type { ReadOptions } from '../port.js';
import { createComparator, withTieBreaker } from '../sorting.js';
import type { Connection } from './connection.js';
import type { StoredRow } from './document-table.js';
import type { SqlRow, SqlValue } from './engine.js';
import { decodeDocument } from './json-codec.js';
import { orderBy, type Search } from './search.js';
import type { TableLayout } from './table-layout.js';

/** The rows a search finds, in the order and the section asked for. */
export function selectRows(
  connection: Connection,
  layout: TableLayout,
  search: Search,
  { sort, skip = 0, limit = Infinity }: ReadOptions,
): StoredRow[] {
  const order = sort === undefined ? '' : orderBy(sort, layout);
  const sql = `SELECT rid, doc FROM ${layout.table}${search.where}${order ?? ''}`;
  if (order === undefined) {
    const compare = createComparator(withTieBreaker(sort ?? {}));
    const rows = [...matchingRows(connection, sql, search)].sort((a, b) => compare(a.document, b.document));
    return rows.slice(skip, skip + limit);
  }
  if (search.residue === undefined) {
    const section = sqlSection(skip, limit);
    return connection.all(sql + section.sql, [...search.parameters, ...section.parameters]).map(toRow);
  }
  const rows: StoredRow[] = [];
  let passed = 0;
  for (const row of matchingRows(connection, sql, search)) {
    if (passed++ < skip) continue;
    rows.push(row);
    if (rows.length >= limit) break;
  }
  return rows;
}

function* matchingRows(connection: Connection, sql: string, search: Search): Generator<StoredRow> {
  const rows = search.isById ? connection.all(sql, search.parameters) : connection.iterate(sql, search.parameters);
  for (const row of rows) {
    const stored = toRow(row);
    if (search.residue?.(stored.document) !== false) yield stored;
  }
}

/** A limit is written into the statement: one with a limit as a parameter is prepared anew every time it runs. */
export function sqlSection(
  skip: number,
  limit: number,
): { readonly sql: string; readonly parameters: readonly SqlValue[] } {
  if (skip === 0 && limit === Infinity) return { sql: '', parameters: [] };
  const most = ` LIMIT ${limit === Infinity ? '-1' : String(limit)}`;
  return skip === 0 ? { sql: most, parameters: [] } : { sql: `${most} OFFSET ?`, parameters: [skip] };
}

export function toRow(row: SqlRow): StoredRow {
  const text = row['doc'] as string;
  return { rid: row['rid'] as number, text, document: decodeDocument(text) };
}

/** Row numbers only: small enough to hold for any search, and in the order asked for. */
export function selectRids(
  connection: Connection,
  layout: TableLayout,
  search: Search,
  order: string,
  section: { readonly sql: string; readonly parameters: readonly SqlValue[] },
): number[] {
  return connection
    .all(`SELECT rid FROM ${layout.table}${search.where}${order}${section.sql}`, [
      ...search.parameters,
      ...section.parameters,
    ])
    .map((row) => row['rid'] as number);
}

/** The rows that are still there, in the order of `rids`. */
export function rowsByRid(connection: Connection, layout: TableLayout, rids: readonly number[]): StoredRow[] {
  const found = connection.all(`SELECT rid, doc FROM ${layout.table} WHERE rid IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(rids),
  ]);
  const byRid = new Map(found.map((row) => [row['rid'] as number, row]));
  return rids.flatMap((rid) => {
    const row = byRid.get(rid);
    return row === undefined ? [] : [toRow(row)];
  });
}

/** The number of rows a search finds. */
export function countRows(connection: Connection, layout: TableLayout, search: Search): number {
  if (search.residue === undefined) {
    const row = connection.get(`SELECT count(*) AS n FROM ${layout.table}${search.where}`, search.parameters);
    return Number(row?.['n'] ?? 0);
  }
  let count = 0;
  const sql = `SELECT rid, doc FROM ${layout.table}${search.where}`;
  for (const row of connection.iterate(sql, search.parameters)) {
    if (search.residue(decodeDocument(row['doc'] as string))) count++;
  }
  return count;
}

export function hasMoreThan(connection: Connection, layout: TableLayout, number: number): boolean {
  return connection.get(`SELECT 1 FROM ${layout.table} LIMIT 1 OFFSET ?`, [number]) !== undefined;
}
