import { DuplicateKeyError } from '../port.js';
import type { IndexPlan } from '../indexes/index-plan.js';
import { parsePath, someLeafAtPath } from '../values/field-path.js';
import type { Fields } from '../values/value.js';
import { scalarValue } from '../indexes/scalar-value.js';
import type { Connection } from './connection.js';
import { type ColumnKey, columnKey, sameKey } from './column-key.js';
import { sideKeys } from './document-keys.js';
import { decodeDocument } from './json-codec.js';
import { quote } from './quote.js';
import type { TableLayout } from './table-layout.js';

/** SQLite's words for a broken UNIQUE or PRIMARY KEY. */
const constraintMessage = /UNIQUE constraint failed/;

/**
 * The port's error for a broken unique index, or the error as it came. Which index it was is asked of the data: SQLite names
 * columns only, and two partial indexes may share them.
 * @param rid of the row being changed, -1 for a new one
 */
export function asDuplicate(
  error: unknown,
  connection: Connection,
  layout: TableLayout,
  document: Fields,
  rid: number,
): unknown {
  if (!(error instanceof Error) || !constraintMessage.test(error.message)) return error;
  const { plan, table } = layout;
  const id = document['_id'] as string;
  if (rid === -1 && connection.get(`SELECT 1 FROM ${table} WHERE id = ?`, [id]) !== undefined) {
    return new DuplicateKeyError(plan.name, '_id_', { _id: 1 }, { _id: id }, { cause: error });
  }
  for (const index of plan.indexes) {
    const taken = index.unique ? takenValue(connection, layout, index, document, rid) : undefined;
    if (taken !== undefined) return new DuplicateKeyError(plan.name, index.name, index.key, taken, { cause: error });
  }
  return error;
}

function takenValue(
  connection: Connection,
  layout: TableLayout,
  index: IndexPlan,
  document: Fields,
  rid: number,
): Fields | undefined {
  if (!index.covers(document)) return undefined;
  if (index.multikey !== undefined) return takenElement(connection, layout, index, document, rid);
  const values = index.paths.map((path) => scalarValue(document, path, layout.plan.name));
  const conditions = index.paths.map((path) => `${layout.columnOf.get(path) ?? 'id'} = ?`);
  const others = connection.all(
    `SELECT rid FROM ${layout.table} WHERE ${conditions.join(' AND ')}`,
    values.map(columnKey),
  );
  const isTaken = others.some(
    (row) => row['rid'] !== rid && coversRow(connection, layout, index, row['rid'] as number),
  );
  return isTaken ? Object.fromEntries(index.paths.map((path, i) => [path, values[i] ?? null])) : undefined;
}

function coversRow(connection: Connection, layout: TableLayout, index: IndexPlan, rid: number): boolean {
  if (index.partial === undefined) return true;
  const row = connection.get(`SELECT doc FROM ${layout.table} WHERE rid = ?`, [rid]);
  return row !== undefined && index.covers(decodeDocument(row['doc'] as string));
}

function takenElement(
  connection: Connection,
  layout: TableLayout,
  index: IndexPlan,
  document: Fields,
  rid: number,
): Fields | undefined {
  const side = layout.sideTables.find((candidate) => candidate.index === index);
  if (side === undefined) return undefined;
  const conditions = side.columns.map(({ column }) => `${column} = ?`).join(' AND ');
  for (const keys of sideKeys(document, side, layout.plan)) {
    const row = connection.get(`SELECT rid FROM ${quote(side.name)} WHERE ${conditions}`, keys);
    if (row === undefined || row['rid'] === rid) continue;
    return Object.fromEntries(
      side.columns.map(({ path }, i) => {
        const key = keys[i];
        const value =
          path === side.multikey ? elementWith(document, path, key) : scalarValue(document, path, layout.plan.name);
        return [path, value ?? null];
      }),
    );
  }
  return undefined;
}

function elementWith(document: Fields, path: string, key: ColumnKey | undefined): unknown {
  let found: unknown;
  someLeafAtPath(document, parsePath(path), (value) => {
    if (!sameKey(key, columnKey(value))) return false;
    found = value;
    return true;
  });
  return found;
}
