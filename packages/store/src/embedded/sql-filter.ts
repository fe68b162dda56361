import type { FilterNode, Test } from '../filter/filter-node.js';
import { implies } from '../filter/implication.js';
import { isList, typeOf } from '../values/value.js';
import type { SqlValue } from './engine.js';
import { arrayTag, boolTag, type ColumnKey, columnKey, dateTag, nullKey, objectTag } from './column-key.js';
import { quote } from './quote.js';
import type { SideTable, TableLayout } from './table-layout.js';

/** A condition on a collection's table. When it is not exact it may let through documents that do not match. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly exact: boolean;
}

const always: SqlCondition = { sql: 'TRUE', parameters: [], exact: true };
const never: SqlCondition = { sql: 'FALSE', parameters: [], exact: true };

/** From this many values on a list goes as one JSON text: one statement for every length, and cheaper to bind. */
const longList = 16;

/**
 * The part of a filter that SQL can decide.
 * @returns undefined when it can decide nothing
 */
export function toSql(node: FilterNode, layout: TableLayout): SqlCondition | undefined {
  return translate(node, { layout, sideTables: usableSideTables(node, layout) });
}

interface Context {
  readonly layout: Pick<TableLayout, 'columnOf'>;
  readonly sideTables: readonly SideTable[];
}

/** A partial index knows only the documents it covers. */
export function usableSideTables(node: FilterNode, layout: TableLayout): readonly SideTable[] {
  return layout.sideTables.filter(({ index }) => index.partial === undefined || implies(node, index.partial));
}

function translate(node: FilterNode, context: Context, between = noPaths): SqlCondition | undefined {
  switch (node.kind) {
    case 'and':
      return translateAnd(node.nodes, context);
    case 'or':
      return translateOr(node.nodes, context);
    case 'not': {
      const inner = translate(node.node, context);
      return inner?.exact === true ? { ...inner, sql: `NOT (${inner.sql})` } : undefined;
    }
    case 'is':
      return translateIs(node.path, node.test, context, between);
  }
}

const noPaths: ReadonlySet<string> = new Set();

/**
 * Paths with a lower and an upper bound of one type. They need no bracket of the type, and must not have one: of two lower
 * bounds SQLite seeks to either.
 */
function betweenPaths(nodes: readonly FilterNode[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const between = new Set<string>();
  for (const node of nodes) {
    if (node.kind !== 'is' || node.test.kind !== 'range' || node.test.value === null) continue;
    const isLower = node.test.operator === '$gt' || node.test.operator === '$gte';
    const name = (lower: boolean, value: unknown) => `${lower} ${typeOf(value)} ${node.path}`;
    if (seen.has(name(!isLower, node.test.value))) between.add(node.path);
    seen.add(name(isLower, node.test.value));
  }
  return between;
}

function translateAnd(nodes: readonly FilterNode[], context: Context): SqlCondition | undefined {
  if (nodes.length === 0) return always;
  const open = nodes.length > 1 ? betweenPaths(nodes) : noPaths;
  const parts = nodes.map((node) => translate(node, context, open));
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0) return undefined;
  return joined(known, ' AND ', known.length === parts.length);
}

function translateOr(nodes: readonly FilterNode[], context: Context): SqlCondition | undefined {
  if (nodes.length === 0) return never;
  const parts = nodes.map((node) => translate(node, context));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? joined(known, ' OR ', true) : undefined;
}

function joined(parts: readonly SqlCondition[], operator: string, complete: boolean): SqlCondition {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return { ...only, exact: only.exact && complete };
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(operator),
    parameters: parts.flatMap(({ parameters }) => parameters),
    exact: complete && parts.every(({ exact }) => exact),
  };
}

function translateIs(
  path: string,
  test: Test,
  context: Context,
  between: ReadonlySet<string>,
): SqlCondition | undefined {
  const column = context.layout.columnOf.get(path);
  if (column !== undefined) return onColumn(column, test, between.has(path));
  const side = context.sideTables.find(({ multikey }) => multikey === path);
  const sideColumn = side?.columns.find((candidate) => candidate.path === path)?.column;
  if (side === undefined || sideColumn === undefined) return undefined;
  const inner = onElements(sideColumn, test);
  return inner && { ...inner, sql: `rid IN (SELECT rid FROM ${quote(side.name)} WHERE ${inner.sql})` };
}

/** In a side table an array is known by its elements only; a whole array and its length are left to the matcher. */
function onElements(column: string, test: Test): SqlCondition | undefined {
  switch (test.kind) {
    case 'eq':
      return isList(test.value) ? undefined : onColumn(column, test);
    case 'in':
      return test.values.some(isList) ? undefined : onColumn(column, test);
    case 'range':
    case 'prefix':
      return onColumn(column, test);
    case 'type':
    case 'exists':
    case 'size':
    case 'elemMatch':
      return undefined;
  }
}

function onColumn(column: string, test: Test, isBetween = false): SqlCondition | undefined {
  switch (test.kind) {
    case 'eq':
      return isList(test.value) ? never : { sql: `${column} = ?`, parameters: [columnKey(test.value)], exact: true };
    case 'in':
      return inList(column, test.values);
    case 'range':
      return range(column, test, isBetween);
    case 'prefix':
      return prefix(column, test.prefix);
    case 'type':
      return ofType(column, test.type);
    case 'exists':
      // Missing and null share a key.
      return undefined;
    case 'size':
    case 'elemMatch':
      return never;
  }
}

function inList(column: string, values: readonly unknown[]): SqlCondition {
  const keys = values.filter((value) => !isList(value)).map(columnKey);
  if (keys.length === 0) return never;
  if (
    keys.length >= longList &&
    keys.every((key) => typeof key === 'string' || (typeof key === 'number' && key !== nullKey))
  ) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(keys)], exact: true };
  }
  // Padding to a power of two keeps the number of different statements small.
  const padded = 2 ** Math.ceil(Math.log2(keys.length));
  const last = keys[keys.length - 1] ?? nullKey;
  while (keys.length < padded) keys.push(last);
  return { sql: `${column} IN (${keys.map(() => '?').join(',')})`, parameters: keys, exact: true };
}

/** The first key after those of a bound's type, and the last before them. */
function bracket(key: ColumnKey): { readonly from: string; readonly to: string } {
  if (typeof key === 'number') return { from: '> -9e999', to: "< ''" };
  if (typeof key === 'string') return { from: ">= ''", to: "< x''" };
  return key[0] === dateTag
    ? { from: blob('>=', dateTag), to: blob('<', dateTag + 1) }
    : { from: blob('>=', boolTag), to: blob('<', dateTag) };
}

function blob(operator: string, tag: number): string {
  return `${operator} x'${tag.toString(16)}'`;
}

function range(column: string, test: Extract<Test, { kind: 'range' }>, isBetween: boolean): SqlCondition {
  const { operator, value } = test;
  if (value === null) {
    return operator === '$gte' || operator === '$lte'
      ? { sql: `${column} = ?`, parameters: [nullKey], exact: true }
      : never;
  }
  const key = columnKey(value);
  const comparison = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' }[operator];
  if (isBetween) return { sql: `${column} ${comparison} ?`, parameters: [key], exact: true };
  const { from, to } = bracket(key);
  const other = operator === '$gt' || operator === '$gte' ? to : from;
  return { sql: `${column} ${comparison} ? AND ${column} ${other}`, parameters: [key], exact: true };
}

function prefix(column: string, literal: string): SqlCondition {
  const next = afterPrefix(literal);
  return next === undefined
    ? { sql: `${column} >= ? AND ${column} < x''`, parameters: [literal], exact: true }
    : { sql: `${column} >= ? AND ${column} < ?`, parameters: [literal, next], exact: true };
}

/** The smallest text above all that start with the literal, in code point order. */
export function afterPrefix(literal: string): string | undefined {
  const points = [...literal];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point === 0x10ffff) continue;
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}

function ofType(column: string, type: string): SqlCondition | undefined {
  const between = (from: string, to: string): SqlCondition => ({
    sql: `${column} ${from} AND ${column} ${to}`,
    parameters: [],
    exact: true,
  });
  switch (type) {
    case 'number':
      return between('> -9e999', "< ''");
    case 'string':
      return between(">= ''", "< x''");
    case 'object':
      return between(blob('>=', objectTag), blob('<', arrayTag));
    case 'bool':
      return between(blob('>=', boolTag), blob('<', dateTag));
    case 'date':
      return between(blob('>=', dateTag), blob('<', dateTag + 1));
    case 'null':
      // A missing field has this key too but is not of type null.
      return { sql: `${column} = ?`, parameters: [nullKey], exact: false };
    default:
      return never;
  }
}

/** A partial index's condition without parameters: SQLite takes none there, and a query must repeat it word for word. */
export function indexPredicate(node: FilterNode, columnOf: ReadonlyMap<string, string>): string {
  const condition = translate(node, { layout: { columnOf }, sideTables: [] });
  if (condition === undefined) return 'TRUE';
  let next = 0;
  return condition.sql.replaceAll(/'[^']*'|\?/g, (found) =>
    found === '?' ? literal(condition.parameters[next++] ?? null) : found,
  );
}

function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'number') return value === nullKey ? '-9e999' : String(value);
  return `x'${Buffer.from(value).toString('hex')}'`;
}
