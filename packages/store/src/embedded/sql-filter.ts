import type { FilterNode, Test } from '../filter/filter-node.js';
import { implies } from '../filter/implication.js';
import { isList, typeOf } from '../values/value.js';
import { always, columnCondition, never, type SqlCondition } from './column-condition.js';
import { literal } from './literal.js';
import { quote } from './quote.js';
import type { SideTable, TableLayout } from './table-layout.js';

/**
 * The part of a filter that SQL can decide.
 * @returns undefined when it can decide nothing
 */
export function toSql(node: FilterNode, layout: TableLayout): SqlCondition | undefined {
  return translate(node, { layout, sideTables: usableSideTables(node, layout) });
}

type Range = Extract<Test, { kind: 'range' }>;

interface Context {
  readonly layout: Pick<TableLayout, 'columnOf' | 'conditionPaths'>;
  readonly sideTables: readonly SideTable[];
}

/** A partial index knows only the documents it covers. */
export function usableSideTables(node: FilterNode, layout: TableLayout): readonly SideTable[] {
  return layout.sideTables.filter(({ index }) => index.partial === undefined || implies(node, index.partial));
}

function translate(node: FilterNode, context: Context, bounded = none): SqlCondition | undefined {
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
      return translateIs(node.path, node.test, context, bounded);
  }
}

const none: ReadonlySet<Test> = new Set();

/**
 * Ranges that have their other end among the same conditions: on the same path and with a bound of the same type. They need no
 * bracket of the type, and must not have one: of two lower bounds SQLite seeks to either.
 */
function boundedRanges(nodes: readonly FilterNode[]): ReadonlySet<Test> {
  const ranges = nodes.flatMap((node) =>
    node.kind === 'is' && node.test.kind === 'range' ? [{ path: node.path, test: node.test }] : [],
  );
  const ends = new Set(ranges.map(({ path, test }) => endName(path, test, isLower(test))));
  return new Set(
    ranges.filter(({ path, test }) => ends.has(endName(path, test, !isLower(test)))).map(({ test }) => test),
  );
}

function isLower({ operator }: Range): boolean {
  return operator === '$gt' || operator === '$gte';
}

function endName(path: string, { value }: Range, lower: boolean): string {
  return `${lower ? 'lower' : 'upper'} ${typeOf(value)} ${path}`;
}

function translateAnd(nodes: readonly FilterNode[], context: Context): SqlCondition | undefined {
  if (nodes.length === 0) return always;
  const bounded = nodes.length > 1 ? boundedRanges(nodes) : none;
  const parts = nodes.map((node) => translate(node, context, bounded));
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

function translateIs(path: string, test: Test, context: Context, bounded: ReadonlySet<Test>): SqlCondition | undefined {
  const column = context.layout.columnOf.get(path);
  if (column !== undefined)
    return columnCondition(column, test, {
      isBounded: bounded.has(test),
      isWritten: context.layout.conditionPaths.has(path),
    });
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
      return isList(test.value) ? undefined : columnCondition(column, test);
    case 'in':
      return test.values.some(isList) ? undefined : columnCondition(column, test);
    case 'range':
    case 'prefix':
      return columnCondition(column, test);
    case 'type':
    case 'exists':
    case 'size':
    case 'elemMatch':
      return undefined;
  }
}

/** A partial index's condition without parameters: SQLite takes none there, and a query must repeat it word for word. */
export function indexPredicate(node: FilterNode, columnOf: ReadonlyMap<string, string>): string {
  const condition = translate(node, { layout: { columnOf, conditionPaths: new Set() }, sideTables: [] });
  if (condition === undefined) return 'TRUE';
  let next = 0;
  return condition.sql.replaceAll(/'[^']*'|\?/g, (found) =>
    found === '?' ? literal(condition.parameters[next++] ?? null) : found,
  );
}
