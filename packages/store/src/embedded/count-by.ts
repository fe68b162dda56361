import { type Scalar, StoreUsageError } from '../port.js';
import { scalarValue } from '../indexes/scalar-value.js';
import { compareValues } from '../values/value-order.js';
import { type ColumnKey, columnKey, scalarOf } from './column-key.js';
import type { Connection } from './connection.js';
import { decodeDocument } from './json-codec.js';
import type { Search } from './search.js';
import type { TableLayout } from './table-layout.js';

export interface KeyCount {
  readonly key: readonly Scalar[];
  readonly count: number;
}

/** Groups in SQL when SQL decides the filter, otherwise over the documents it finds. In the order of the keys. */
export function countByKeys(
  connection: Connection,
  layout: TableLayout,
  search: Search,
  paths: readonly string[],
): KeyCount[] {
  if (search.residue === undefined) {
    const columns = paths.map((path) => layout.columnOf.get(path) ?? 'id');
    const named = columns.map((column, i) => `${column} AS g${i}`).join(', ');
    const order = columns.join(', ');
    const sql = `SELECT ${named}, count(*) AS n FROM ${layout.table}${search.where} GROUP BY ${order} ORDER BY ${order}`;
    const rows = connection.all(sql, search.parameters);
    return rows.map((row) => ({ key: paths.map((path, i) => asScalar(row[`g${i}`], path)), count: Number(row['n']) }));
  }
  return countDocuments(connection, layout, search, paths);
}

function asScalar(key: unknown, path: string): Scalar {
  const value = scalarOf(key);
  if (value === undefined) throw new StoreUsageError(`countBy ${path}: an embedded document stands there`);
  return value;
}

function countDocuments(
  connection: Connection,
  layout: TableLayout,
  search: Search,
  paths: readonly string[],
): KeyCount[] {
  const groups = new Map<string, { readonly keys: readonly ColumnKey[]; count: number }>();
  for (const row of connection.iterate(`SELECT doc FROM ${layout.table}${search.where}`, search.parameters)) {
    const document = decodeDocument(row['doc'] as string);
    if (search.residue?.(document) === false) continue;
    const keys = paths.map((path) => columnKey(scalarValue(document, path, layout.plan.name)));
    const name = JSON.stringify(keys.map((key) => (typeof key === 'object' ? [...key] : key)));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { keys, count: 1 });
    else group.count++;
  }
  const counts = [...groups.values()].map(({ keys, count }) => ({
    key: keys.map((key, i) => asScalar(key, paths[i] ?? '')),
    count,
  }));
  return counts.sort((a, b) => compareValues([...a.key], [...b.key]));
}
