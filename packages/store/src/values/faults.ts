import { StoreUsageError } from '../port.js';
import { isList } from './value.js';

/** BSON's own limit on nesting. */
const maxDepth = 100;

/** `__proto__` is no MongoDB matter, but assigning it in JavaScript changes the object's prototype instead of a field. */
const forbiddenName = /^\$|\.|^$|^__proto__$/;

/** Where a value is outside the port's subset, innermost first, and why. */
export interface Fault {
  readonly path: string[];
  readonly reason: string;
}

/**
 * The first thing in a value that one of the two adapters could not keep exactly, or `undefined`.
 * Properties that are `undefined` are allowed: both adapters leave them out.
 */
export function findFault(value: unknown, depth = 0): Fault | undefined {
  if (typeof value === 'string') return stringFault(value);
  if (typeof value === 'number') return numberFault(value);
  if (typeof value === 'boolean' || value === null) return undefined;
  if (typeof value === 'object') return objectFault(value, depth);
  return fault(`${value === undefined ? 'undefined' : `a ${typeof value}`} cannot be stored`);
}

function fault(reason: string): Fault {
  return { path: [], reason };
}

function stringFault(value: string): Fault | undefined {
  if (value.includes('\0')) return fault('a string may not hold a NUL character');
  // It has no UTF-8, so MongoDB would store another string
  if (!value.isWellFormed()) return fault('a string may not hold half of a surrogate pair');
  return undefined;
}

function numberFault(value: number): Fault | undefined {
  if (!Number.isFinite(value)) return fault('a number must be finite');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return fault('an integer must be within ±(2^53 - 1)');
  return undefined;
}

function objectFault(value: object, depth: number): Fault | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? fault('a date must be valid') : undefined;
  if (depth >= maxDepth) return fault(`values may nest ${maxDepth} levels at most`);
  if (isList(value)) return listFault(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return fault('only plain objects, arrays, dates, strings, numbers, booleans and null can be stored');
  }
  for (const name in value) {
    const nameFault = fieldNameFault(name);
    if (nameFault !== undefined) return nameFault;
    const field: unknown = (value as Record<string, unknown>)[name];
    if (field === undefined) continue;
    const found = findFault(field, depth + 1);
    if (found !== undefined) {
      found.path.unshift(name);
      return found;
    }
  }
  return undefined;
}

function listFault(list: readonly unknown[], depth: number): Fault | undefined {
  for (let i = 0; i < list.length; i++) {
    const found = findFault(list[i], depth + 1);
    if (found !== undefined) {
      found.path.unshift(String(i));
      return found;
    }
  }
  return undefined;
}

function fieldNameFault(name: string): Fault | undefined {
  if (forbiddenName.test(name)) return fault('a field name may not be empty, start with $ or hold a dot');
  return stringFault(name) === undefined
    ? undefined
    : fault('a field name may not hold a NUL or half a surrogate pair');
}

/** @throws StoreUsageError naming the field, never its value. */
export function checkStorable(value: unknown, what: string): void {
  const found = findFault(value);
  if (found === undefined) return;
  const place = found.path.length === 0 ? '' : `, field ${found.path.join('.')}`;
  throw new StoreUsageError(`${what}${place}: ${found.reason}`);
}

/** @throws StoreUsageError unless `_id` is a non-empty string and every value can be stored. */
export function checkDocument(document: { readonly _id?: unknown }, collection: string): void {
  if (typeof document._id !== 'string' || document._id === '') {
    throw new StoreUsageError(`Document of ${collection}: _id must be a non-empty string made by the caller`);
  }
  checkStorable(document, `Document of ${collection}`);
}
