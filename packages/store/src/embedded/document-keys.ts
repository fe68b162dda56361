import type { CollectionPlan } from '../indexes/collection-plan.js';
import { scalarValue } from '../indexes/scalar-value.js';
import { parsePath, someAtPath } from '../values/field-path.js';
import { type Fields, isList } from '../values/value.js';
import { type ColumnKey, columnKey, emptyKey } from './column-key.js';
import type { SideTable, TableLayout } from './table-layout.js';

/** The keys of a document's row, in the order of the layout's columns. */
export function rowKeys(document: Fields, layout: TableLayout): ColumnKey[] {
  return layout.columns.map(({ path }) => keyAt(document, path, layout.plan));
}

/** The keys of a document's rows in a side table: one row for each different element. None when a partial index leaves it out. */
export function sideKeys(document: Fields, side: SideTable, plan: CollectionPlan): ColumnKey[][] {
  if (!side.index.covers(document)) return [];
  const rows: ColumnKey[][] = [];
  for (const element of elementKeys(document, side.multikey)) {
    rows.push(side.columns.map(({ path }) => (path === side.multikey ? element : keyAt(document, path, plan))));
  }
  return rows;
}

function keyAt(document: Fields, path: string, plan: CollectionPlan): ColumnKey {
  return columnKey(scalarValue(document, path, plan.name));
}

function elementKeys(document: Fields, path: string): Iterable<ColumnKey> {
  const keys = new Map<string | number, ColumnKey>();
  const add = (value: unknown): false => {
    const key = columnKey(value);
    keys.set(typeof key === 'object' ? `\0${Buffer.from(key).toString('hex')}` : key, key);
    return false;
  };
  someAtPath(document, parsePath(path), (value) => (isList(value) ? value.some(add) : add(value)));
  // MongoDB indexes an array without elements too: a unique index lets only one such document in.
  return keys.size === 0 ? [emptyKey] : keys.values();
}
