import type { Test } from '../filter/filter-node.js';
import { isList } from '../values/value.js';
import { arrayTag, boolTag, type ColumnKey, columnKey, dateTag, nullKey, objectTag } from './column-key.js';
import type { SqlValue } from './engine.js';
import { literal } from './literal.js';

/** A condition on a collection's table. When it is not exact it may let through documents that do not match. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly exact: boolean;
}

export const always: SqlCondition = { sql: 'TRUE', parameters: [], exact: true };
export const never: SqlCondition = { sql: 'FALSE', parameters: [], exact: true };

/** From this many values on a list goes as one JSON text: one statement for every length, and cheaper to bind. */
const longList = 16;

export interface ConditionOptions {
  /** The other end of a range is asked for too, so that it cannot leave its type. */
  readonly isBounded?: boolean;
  /**
   * Short values are written into the statement: SQLite looks at a parameter that it compares with the condition of a partial
   * index, and then prepares the statement anew every time it is given a value, which costs more than most searches.
   */
  readonly isWritten?: boolean;
}

/** What one test asks of a key column. */
export function columnCondition(
  column: string,
  test: Test,
  { isBounded = false, isWritten = false }: ConditionOptions = {},
): SqlCondition | undefined {
  switch (test.kind) {
    case 'eq':
      return isList(test.value) ? never : equal(column, columnKey(test.value), isWritten);
    case 'in':
      return inList(column, test.values, isWritten);
    case 'range':
      return range(column, test, isBounded);
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

/** Statements are kept by their text: what may be anything stays a parameter. */
const longestWritten = 24;

function equal(column: string, key: ColumnKey, isWritten: boolean): SqlCondition {
  return isWritten && typeof key !== 'number' && key.length <= longestWritten
    ? { sql: `${column} = ${literal(key)}`, parameters: [], exact: true }
    : { sql: `${column} = ?`, parameters: [key], exact: true };
}

function inList(column: string, values: readonly unknown[], isWritten: boolean): SqlCondition {
  const keys = values.filter((value) => !isList(value)).map(columnKey);
  const [only] = keys;
  if (only === undefined) return never;
  if (keys.length === 1) return equal(column, only, isWritten);
  if (keys.length >= longList && keys.every(isExactInJson)) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(keys)], exact: true };
  }
  // Padding to a power of two keeps the number of different statements small.
  const padded = 2 ** Math.ceil(Math.log2(keys.length));
  const last = keys[keys.length - 1] ?? nullKey;
  while (keys.length < padded) keys.push(last);
  return { sql: `${column} IN (${keys.map(() => '?').join(',')})`, parameters: keys, exact: true };
}

/** SQLite may read a decimal fraction one unit in the last place off from what JavaScript wrote. */
function isExactInJson(key: ColumnKey): boolean {
  return typeof key === 'string' || Number.isSafeInteger(key);
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

function range(column: string, test: Extract<Test, { kind: 'range' }>, isBounded: boolean): SqlCondition {
  const { operator, value } = test;
  if (value === null) {
    return operator === '$gte' || operator === '$lte'
      ? { sql: `${column} = ?`, parameters: [nullKey], exact: true }
      : never;
  }
  const key = columnKey(value);
  const comparison = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' }[operator];
  if (isBounded) return { sql: `${column} ${comparison} ?`, parameters: [key], exact: true };
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
