import { type SortOrder, StoreUsageError } from './port.js';
import { parsePath, someAtPath } from './values/field-path.js';
import { compareValues } from './values/value-order.js';
import { isList } from './values/value.js';

/** `_id` breaks every tie, so that both adapters give one order. */
export function withTieBreaker(sort: SortOrder): SortOrder {
  return '_id' in sort ? sort : { ...sort, _id: 1 };
}

/** @throws StoreUsageError for a direction other than 1 and -1 */
export function checkSort(sort: SortOrder): void {
  for (const [path, direction] of Object.entries(sort)) {
    parsePath(path);
    if (direction !== 1 && direction !== -1) throw new StoreUsageError(`Sort by ${path}: the direction is 1 or -1`);
  }
}

/** Orders values by their fields; of an array the smallest element counts going up, the largest going down. */
export function createComparator(sort: SortOrder): (a: unknown, b: unknown) => number {
  const orders = Object.entries(sort).map(([path, direction]) => ({ steps: parsePath(path), direction }));
  return (a, b) => {
    for (const { steps, direction } of orders) {
      const difference = compareKeys(sortKey(a, steps, direction), sortKey(b, steps, direction));
      if (difference !== 0) return difference * direction;
    }
    return 0;
  };
}

/** Stands for an array without elements, which MongoDB puts before null. */
const nothing = Symbol('empty array');

function compareKeys(a: unknown, b: unknown): number {
  if (a === nothing || b === nothing) return Number(b === nothing) - Number(a === nothing);
  return compareValues(a, b);
}

function sortKey(document: unknown, steps: readonly string[], direction: 1 | -1): unknown {
  let best: unknown = nothing;
  const consider = (value: unknown): boolean => {
    if (best === nothing || compareValues(value, best) * direction < 0) best = value;
    return false;
  };
  someAtPath(document, steps, (value) => {
    if (isList(value)) value.forEach(consider);
    else consider(value);
    return false;
  });
  return best;
}
