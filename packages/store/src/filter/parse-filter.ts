import { type Filter, StoreUsageError } from '../port.js';
import { checkStorable } from '../values/faults.js';
import { parsePath } from '../values/field-path.js';
import { type Fields, isFields, isList } from '../values/value.js';
import type { FilterNode, Test } from './filter-node.js';
import { parsePrefix } from './parse-prefix.js';

const types = ['string', 'number', 'bool', 'date', 'object', 'array', 'null'];

/**
 * Checks a filter and turns it into nodes.
 * @throws StoreUsageError for anything outside the port's subset, and for `undefined`, which would match everything.
 */
export function parseFilter(filter: Filter): FilterNode {
  if (!isFields(filter)) throw new StoreUsageError('A filter must be a plain object');
  const nodes: FilterNode[] = [];
  for (const key in filter) {
    const value = filter[key];
    if (value === undefined) throw new StoreUsageError(`Filter on ${key}: undefined would match every document`);
    if (key.startsWith('$')) nodes.push(parseLogical(key, value));
    else {
      parsePath(key);
      addTests(nodes, key, value);
    }
  }
  return all(nodes);
}

function all(nodes: readonly FilterNode[]): FilterNode {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind: 'and', nodes };
}

function parseLogical(operator: string, value: unknown): FilterNode {
  if (!['$and', '$or', '$nor'].includes(operator))
    throw new StoreUsageError(`Filter operator ${operator} is not supported`);
  if (!isList(value) || value.length === 0)
    throw new StoreUsageError(`${operator} needs a list with at least one filter`);
  const nodes = value.map((part) => parseFilter(part as Filter));
  if (operator === '$and') return all(nodes);
  return operator === '$or' ? { kind: 'or', nodes } : { kind: 'not', node: { kind: 'or', nodes } };
}

function addTests(nodes: FilterNode[], path: string, value: unknown): void {
  if (!isFields(value)) nodes.push({ kind: 'is', path, test: { kind: 'eq', value: comparable(value, path) } });
  else nodes.push(...parseOperators(path, value));
}

/**
 * The operators on one path; an empty path means the value itself.
 * @throws StoreUsageError as `parseFilter`
 */
export function parseOperators(path: string, operators: Fields): FilterNode[] {
  const names = Object.keys(operators);
  if (names.length === 0 || names.some((name) => !name.startsWith('$'))) {
    throw new StoreUsageError(
      `Filter on ${path}: ask for the fields of an embedded document by dotted paths, not by a whole one`,
    );
  }
  return names.map((name) => parseOperator(path, name, operators[name]));
}

function parseOperator(path: string, name: string, value: unknown): FilterNode {
  if (value === undefined) throw new StoreUsageError(`Filter on ${path}: ${name} is undefined`);
  const is = (test: Test): FilterNode => ({ kind: 'is', path, test });
  const not = (node: FilterNode): FilterNode => ({ kind: 'not', node });
  switch (name) {
    case '$eq':
      return is({ kind: 'eq', value: comparable(value, path) });
    case '$ne':
      return not(is({ kind: 'eq', value: comparable(value, path) }));
    case '$in':
      return is({ kind: 'in', values: comparables(value, path, name) });
    case '$nin':
      return not(is({ kind: 'in', values: comparables(value, path, name) }));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isList(value)) throw new StoreUsageError(`Filter on ${path}: ${name} takes a scalar`);
      return is({ kind: 'range', operator: name, value: comparable(value, path) });
    case '$regex':
      return is({ kind: 'prefix', prefix: parsePrefix(value, path) });
    case '$exists':
      if (typeof value !== 'boolean') throw new StoreUsageError(`Filter on ${path}: $exists takes true or false`);
      return value ? is({ kind: 'exists' }) : not(is({ kind: 'exists' }));
    case '$type':
      if (typeof value !== 'string' || !types.includes(value)) {
        throw new StoreUsageError(`Filter on ${path}: $type takes one of ${types.join(', ')}`);
      }
      return is({ kind: 'type', type: value });
    case '$size':
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
        throw new StoreUsageError(`Filter on ${path}: $size takes a whole number`);
      }
      return is({ kind: 'size', size: value });
    case '$all':
      return parseAll(path, value);
    case '$elemMatch':
      return parseElemMatch(path, value);
    case '$not':
      if (!isFields(value)) throw new StoreUsageError(`Filter on ${path}: $not takes operators`);
      return not(all(parseOperators(path, value)));
    default:
      throw new StoreUsageError(`Filter on ${path}: operator ${name} is not supported`);
  }
}

/** `$all: []` matches nothing. */
function parseAll(path: string, value: unknown): FilterNode {
  if (!isList(value)) throw new StoreUsageError(`Filter on ${path}: $all takes a list`);
  if (value.length === 0) return { kind: 'or', nodes: [] };
  return all(
    value.map((part) =>
      isFields(part) && '$elemMatch' in part
        ? parseElemMatch(path, part.$elemMatch)
        : { kind: 'is', path, test: { kind: 'eq', value: comparable(part, path) } },
    ),
  );
}

function parseElemMatch(path: string, value: unknown): FilterNode {
  if (!isFields(value)) throw new StoreUsageError(`Filter on ${path}: $elemMatch takes a filter`);
  const embedded = !isOperators(value);
  const node = embedded ? parseFilter(value) : all(parseOperators('', value));
  return { kind: 'is', path, test: { kind: 'elemMatch', node, embedded } };
}

/** `{ $gt: 1 }` is about the element itself, `{ $or: [...] }` and `{ code: 'x' }` about its fields. */
export function isOperators(value: Fields): boolean {
  const [first] = Object.keys(value);
  return first !== undefined && first.startsWith('$') && !['$and', '$or', '$nor'].includes(first);
}

function comparables(value: unknown, path: string, operator: string): readonly unknown[] {
  if (!isList(value)) throw new StoreUsageError(`Filter on ${path}: ${operator} takes a list`);
  return value.map((part) => comparable(part, path));
}

/** Embedded documents compare by the order of their fields in MongoDB, so no filter may depend on it. */
function comparable(value: unknown, path: string): unknown {
  if (value === undefined) throw new StoreUsageError(`Filter on ${path}: undefined would match every document`);
  if (isFields(value) || (isList(value) && value.some(isFields))) {
    throw new StoreUsageError(
      `Filter on ${path}: ask for the fields of an embedded document by dotted paths, not by a whole one`,
    );
  }
  checkStorable(value, `Filter on ${path}`);
  return value;
}
