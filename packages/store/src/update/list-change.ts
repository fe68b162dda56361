import { type SortOrder, StoreUsageError } from '../port.js';
import { checkStorable } from '../values/faults.js';
import { compareValues, equalValues } from '../values/value-order.js';
import { isFields, isList } from '../values/value.js';
import { createComparator } from '../sorting.js';

/** What becomes of an array; gives a new one. */
export type ListChange = (list: readonly unknown[]) => unknown[];

const pushModifiers = ['$each', '$slice', '$sort', '$position'];

/** @throws StoreUsageError for unknown modifiers or values that cannot be stored */
export function parsePush(path: string, value: unknown): ListChange {
  if (!isFields(value) || !('$each' in value)) {
    checkStorable(value, `Update of ${path}`);
    return (list) => [...list, value];
  }
  const unknown = Object.keys(value).find((name) => !pushModifiers.includes(name));
  if (unknown !== undefined) throw new StoreUsageError(`Update of ${path}: $push does not take ${unknown}`);
  const added = parseEach(path, '$push', value.$each);
  const position = parseWhole(path, '$position', value.$position);
  const slice = parseWhole(path, '$slice', value.$slice);
  const compare = parsePushSort(path, value.$sort);
  return (list) => {
    const changed = [...list];
    changed.splice(position ?? changed.length, 0, ...added);
    if (compare !== undefined) changed.sort(compare);
    return sliced(changed, slice);
  };
}

function sliced(list: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return list;
  return slice < 0 ? list.slice(slice) : list.slice(0, slice);
}

function parsePushSort(path: string, sort: unknown): ((a: unknown, b: unknown) => number) | undefined {
  if (sort === undefined) return undefined;
  if (sort === 1) return compareValues;
  if (sort === -1) return (a, b) => compareValues(b, a);
  if (
    isFields(sort) &&
    Object.keys(sort).length > 0 &&
    Object.values(sort).every((order) => order === 1 || order === -1)
  ) {
    return createComparator(sort as SortOrder);
  }
  throw new StoreUsageError(`Update of ${path}: $sort takes 1, -1 or an object of these`);
}

function parseWhole(path: string, name: string, value: unknown): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  throw new StoreUsageError(`Update of ${path}: ${name} takes a whole number`);
}

function parseEach(path: string, operator: string, value: unknown): readonly unknown[] {
  if (!isList(value)) throw new StoreUsageError(`Update of ${path}: $each of ${operator} takes a list`);
  checkStorable(value, `Update of ${path}`);
  return value;
}

/** @throws StoreUsageError for unknown modifiers or values that cannot be stored */
export function parseAddToSet(path: string, value: unknown): ListChange {
  const each = isFields(value) && '$each' in value ? parseEach(path, '$addToSet', value.$each) : [value];
  if (isFields(value) && '$each' in value && Object.keys(value).length > 1) {
    throw new StoreUsageError(`Update of ${path}: $addToSet takes $each only`);
  }
  checkStorable(each, `Update of ${path}`);
  return (list) => {
    const changed = [...list];
    for (const added of each) if (!changed.some((element) => equalValues(element, added))) changed.push(added);
    return changed;
  };
}
