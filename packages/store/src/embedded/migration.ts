import { StoreOpenError } from '../store-open-error.js';
import type { Connection } from './connection.js';
import { rowKeys, sideKeys } from './document-keys.js';
import { insertIntoSide } from './document-table.js';
import { decodeDocument } from './json-codec.js';
import { quote } from './quote.js';
import { nullKey } from './column-key.js';
import { addedColumnDefinition, type TableLayout } from './table-layout.js';

/** How documents and keys are written; a file of a later program is refused rather than misread. */
const format = 1;

/** Documents read at once while keys are filled in. */
const pageSize = 500;

/**
 * Brings a database to the declared collections: makes what is new, fills keys of newly declared paths from the documents
 * there are, and drops what is no longer declared. Collections that are not named stay as they are.
 * @throws StoreOpenError when the documents do not allow a declared index
 */
export function migrate(connection: Connection, layouts: readonly TableLayout[]): void {
  if (isCurrent(connection, layouts)) return;
  connection.run('BEGIN IMMEDIATE');
  try {
    for (const layout of layouts) migrateTable(connection, layout);
    connection.exec(`PRAGMA user_version = ${format}`);
    connection.run('COMMIT');
  } catch (error) {
    if (connection.isTransaction) connection.run('ROLLBACK');
    throw error;
  }
}

function isCurrent(connection: Connection, layouts: readonly TableLayout[]): boolean {
  const version = Number(connection.get('PRAGMA user_version')?.['user_version']);
  if (version > format)
    throw new StoreOpenError(`The database has format ${version}, this program reads ${format}; use a newer release`);
  return version === format && layouts.every((layout) => isTableCurrent(connection, layout));
}

function isTableCurrent(connection: Connection, layout: TableLayout): boolean {
  const { missing, surplus } = columnChanges(connection, layout);
  const sides = new Set(layout.sideTables.map(({ name }) => name));
  return (
    hasTable(connection, layout) &&
    missing.length + surplus.length === 0 &&
    sameNames(namesLike(connection, 'index', `i:${layout.plan.name}:`), new Set(layout.indexes.keys())) &&
    sameNames(namesLike(connection, 'table', `m:${layout.plan.name}:`), sides)
  );
}

function migrateTable(connection: Connection, layout: TableLayout): void {
  if (!hasTable(connection, layout)) connection.exec(layout.createTable);
  const { missing, surplus } = columnChanges(connection, layout);
  for (const name of namesLike(connection, 'index', `i:${layout.plan.name}:`)) {
    if (!layout.indexes.has(name)) connection.exec(`DROP INDEX ${quote(name)}`);
  }
  for (const column of surplus) connection.exec(`ALTER TABLE ${layout.table} DROP COLUMN ${column}`);
  for (const column of missing)
    connection.exec(`ALTER TABLE ${layout.table} ADD COLUMN ${column} ${addedColumnDefinition}`);
  const newSides = migrateSideTables(connection, layout);
  if (missing.length > 0 || newSides.size > 0) fill(connection, layout, new Set(missing), newSides);
  const existing = namesLike(connection, 'index', `i:${layout.plan.name}:`);
  for (const [name, sql] of layout.indexes) if (!existing.has(name)) createIndex(connection, layout, sql);
}

function migrateSideTables(connection: Connection, layout: TableLayout): ReadonlySet<string> {
  const existing = namesLike(connection, 'table', `m:${layout.plan.name}:`);
  for (const name of existing) {
    if (!layout.sideTables.some((side) => side.name === name)) connection.exec(`DROP TABLE ${quote(name)}`);
  }
  const created = layout.sideTables.filter(({ name }) => !existing.has(name));
  for (const { statements } of created) for (const sql of statements) connection.exec(sql);
  return new Set(created.map(({ name }) => name));
}

function fill(
  connection: Connection,
  layout: TableLayout,
  missing: ReadonlySet<string>,
  newSides: ReadonlySet<string>,
): void {
  const sides = layout.sideTables.filter(({ name }) => newSides.has(name));
  let after = 0;
  for (;;) {
    const page = connection.all(
      `SELECT rid, doc FROM ${layout.table} WHERE rid > ? ORDER BY rid LIMIT ${String(pageSize)}`,
      [after],
    );
    for (const row of page) {
      after = row['rid'] as number;
      const document = decodeDocument(row['doc'] as string);
      const keys = rowKeys(document, layout);
      for (const [i, { column }] of layout.columns.entries()) {
        const key = keys[i];
        if (key === undefined || key === nullKey || !missing.has(column)) continue;
        connection.run(`UPDATE ${layout.table} SET ${column} = ? WHERE rid = ?`, [key, after]);
      }
      for (const side of sides) {
        const sql = insertIntoSide(side);
        for (const elementKeys of sideKeys(document, side, layout.plan)) {
          guardUnique(layout, side.index.name, () => connection.run(sql, [...elementKeys, after]));
        }
      }
    }
    if (page.length < pageSize) return;
  }
}

function createIndex(connection: Connection, layout: TableLayout, sql: string): void {
  const name = /"i:[^:]*:([^:]*):/.exec(sql)?.[1] ?? '';
  guardUnique(layout, name, () => connection.exec(sql));
}

function guardUnique(layout: TableLayout, index: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('UNIQUE constraint failed')) throw error;
    throw new StoreOpenError(
      `Unique index ${index} of ${layout.plan.name} cannot be made: some documents have the same key; clear them first`,
      { cause: error },
    );
  }
}

function hasTable(connection: Connection, layout: TableLayout): boolean {
  return namesLike(connection, 'table', `c:${layout.plan.name}`).has(`c:${layout.plan.name}`);
}

function columnChanges(
  connection: Connection,
  layout: TableLayout,
): { readonly missing: string[]; readonly surplus: string[] } {
  const existing = connection
    .all(`PRAGMA table_info(${layout.table})`)
    .map((row) => row['name'] as string)
    .filter((name) => name.startsWith('k:'))
    .map(quote);
  const wanted = layout.columns.map(({ column }) => column);
  return {
    missing: wanted.filter((column) => !existing.includes(column)),
    surplus: existing.filter((column) => !wanted.includes(column)),
  };
}

function namesLike(connection: Connection, type: 'table' | 'index', start: string): ReadonlySet<string> {
  const rows = connection.all('SELECT name FROM sqlite_master WHERE type = ? AND substr(name, 1, ?) = ?', [
    type,
    start.length,
    start,
  ]);
  return new Set(rows.map((row) => row['name'] as string));
}

function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
