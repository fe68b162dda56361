import { createHash } from 'node:crypto';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { equalities } from '../filter/equalities.js';
import type { FilterNode } from '../filter/filter-node.js';
import type { IndexPlan } from '../indexes/index-plan.js';
import { quote } from './quote.js';
import { indexPredicate } from './sql-filter.js';

/** A column that holds the key of one declared path. */
export interface KeyColumn {
  readonly path: string;
  readonly column: string;
}

/** A table beside the collection's with one row for every element of an array. */
export interface SideTable {
  readonly index: IndexPlan;
  readonly multikey: string;
  readonly name: string;
  readonly columns: readonly KeyColumn[];
  readonly statements: readonly string[];
}

export interface TableLayout {
  readonly plan: CollectionPlan;
  readonly table: string;
  readonly columns: readonly KeyColumn[];
  readonly columnOf: ReadonlyMap<string, string>;
  /** Paths of which the conditions of partial indexes want one value. */
  readonly conditionPaths: ReadonlySet<string>;
  readonly sideTables: readonly SideTable[];
  readonly createTable: string;
  /** Name to `CREATE INDEX`, over key columns. */
  readonly indexes: ReadonlyMap<string, string>;
}

export const addedColumnDefinition = 'NOT NULL DEFAULT -9e999';

/** How a collection lies in the database: one row a document, a key column for every declared scalar path. */
export function layOut(plan: CollectionPlan): TableLayout {
  const table = quote(`c:${plan.name}`);
  const columns = plan.scalarPaths.map((path) => ({ path, column: quote(`k:${path}`) }));
  const columnOf = new Map([['_id', 'id'], ...columns.map(({ path, column }): [string, string] => [path, column])]);
  return {
    plan,
    table,
    columns,
    columnOf,
    conditionPaths: new Set(plan.indexes.flatMap(({ partial }) => (partial === undefined ? [] : valuePaths(partial)))),
    sideTables: plan.indexes.flatMap((index) =>
      index.multikey === undefined ? [] : [sideTable(plan, index, index.multikey)],
    ),
    // No column of keys has a type: with one, SQLite would take the number 5 and the text '5' for the same.
    // Keys come before the document so that a scan over them does not walk the pages of long documents.
    createTable: `CREATE TABLE ${table} (rid INTEGER PRIMARY KEY, id NOT NULL UNIQUE, ${columns
      .map(({ column }) => `${column} ${addedColumnDefinition}, `)
      .join('')}doc TEXT NOT NULL)`,
    indexes: new Map(plan.indexes.flatMap((index) => scalarIndex(plan, table, columnOf, index))),
  };
}

function valuePaths(condition: FilterNode): readonly string[] {
  return [...equalities(condition).keys()];
}

/** Of a multikey index the single-valued paths make an ordinary index, unless there are none. */
function scalarIndex(
  plan: CollectionPlan,
  table: string,
  columnOf: ReadonlyMap<string, string>,
  index: IndexPlan,
): [string, string][] {
  if (index.multikey !== undefined) return [];
  const keys = index.paths
    .map((path) => `${columnOf.get(path) ?? 'id'}${index.key[path] === -1 ? ' DESC' : ''}`)
    .join(', ');
  const where = index.partial === undefined ? '' : ` WHERE ${indexPredicate(index.partial, columnOf)}`;
  // The name changes with the statement, so comparing names is enough to see what changed.
  const body = ` ON ${table} (${keys})${where}`;
  const name = `i:${plan.name}:${index.name}:${fingerprint(`${index.unique}${body}`)}`;
  return [[name, `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(name)}${body}`]];
}

function sideTable(plan: CollectionPlan, index: IndexPlan, multikey: string): SideTable {
  const columns = index.paths.map((path, i) => ({ path, column: `k${i}` }));
  const keys = columns.map(({ column }) => column).join(', ');
  const print = fingerprint(JSON.stringify([index.unique, index.paths, index.partial]));
  const bare = `m:${plan.name}:${index.name}:${print}`;
  const name = quote(bare);
  const key = index.unique ? keys : `${keys}, rid`;
  return {
    index,
    multikey,
    name: bare,
    columns,
    statements: [
      `CREATE TABLE ${name} (${columns.map(({ column }) => `${column} NOT NULL, `).join('')}rid INTEGER NOT NULL, PRIMARY KEY (${key})) WITHOUT ROWID`,
      `CREATE INDEX ${quote(`r:${bare}`)} ON ${name} (rid)`,
    ],
  };
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
