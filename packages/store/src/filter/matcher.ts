import { compareStrings, equalValues } from '../values/value-order.js';
import { parsePath, someAtPath, someLeafAtPath } from '../values/field-path.js';
import { isFields, isList, typeOf } from '../values/value.js';
import type { FilterNode, RangeOperator, Test } from './filter-node.js';

export type Matcher = (value: unknown) => boolean;

/** The exact meaning of a filter, as MongoDB documents it for the port's subset. */
export function createMatcher(node: FilterNode): Matcher {
  switch (node.kind) {
    case 'and': {
      const matchers = node.nodes.map(createMatcher);
      return (value) => matchers.every((matches) => matches(value));
    }
    case 'or': {
      const matchers = node.nodes.map(createMatcher);
      return (value) => matchers.some((matches) => matches(value));
    }
    case 'not': {
      const matches = createMatcher(node.node);
      return (value) => !matches(value);
    }
    case 'is': {
      const test = createTest(node.test);
      if (node.path === '') return test;
      const steps = parsePath(node.path);
      const some = looksAtWholeArrays(node.test) ? someAtPath : someLeafAtPath;
      return (value) => some(value, steps, test);
    }
  }
}

function looksAtWholeArrays(test: Test): boolean {
  return test.kind === 'exists' || test.kind === 'size' || test.kind === 'elemMatch';
}

function createTest(test: Test): Matcher {
  switch (test.kind) {
    case 'eq':
      return createEquals(test.value);
    case 'in':
      return createIn(test.values);
    case 'range':
      return createRange(test.operator, test.value);
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(test.prefix);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && typeOf(value) === test.type;
    case 'size':
      return (value) => isList(value) && value.length === test.size;
    case 'elemMatch': {
      const matches = createMatcher(test.node);
      return (value) =>
        isList(value) && value.some((element) => (!test.embedded || isFields(element)) && matches(element));
    }
  }
}

/** Missing and null are one. */
function createEquals(wanted: unknown): Matcher {
  if (wanted === null) return (value) => value === null || value === undefined;
  return typeof wanted === 'object' ? (value) => equalValues(value, wanted) : (value) => value === wanted;
}

function createIn(wanted: readonly unknown[]): Matcher {
  const primitives = new Set(wanted.filter((value) => typeof value !== 'object' || value === null));
  const others = wanted.filter((value) => typeof value === 'object' && value !== null).map(createEquals);
  if (primitives.has(null)) primitives.add(undefined);
  return (value) => primitives.has(value) || others.some((equals) => equals(value));
}

/** A range never leaves the type of its bound; `$gte` and `$lte` null are equality with null. */
function createRange(operator: RangeOperator, bound: unknown): Matcher {
  const type = typeOf(bound);
  if (type === 'null') return operator === '$gte' || operator === '$lte' ? createEquals(null) : () => false;
  const compare: (value: unknown) => number =
    typeof bound === 'string'
      ? (value) => compareStrings(value as string, bound)
      : (value) => Number(value) - Number(bound);
  const holds = sign(operator);
  return (value) => typeOf(value) === type && holds(compare(value));
}

function sign(operator: RangeOperator): (difference: number) => boolean {
  switch (operator) {
    case '$gt':
      return (difference) => difference > 0;
    case '$gte':
      return (difference) => difference >= 0;
    case '$lt':
      return (difference) => difference < 0;
    case '$lte':
      return (difference) => difference <= 0;
  }
}
