import { StoreUsageError } from '../port.js';
import { type Fields, isList, typeOf } from '../values/value.js';

/** A value as a key column holds it. */
export type ColumnKey = number | string | Uint8Array;

/** Null and missing: the smallest of SQLite's numbers, which no document can hold. */
export const nullKey = -Infinity;

/** No value at all (an empty array), in side tables only. */
export const emptyKey: Uint8Array = new Uint8Array(0);

// First bytes of the blobs, in the order of the types.
export const objectTag = 0x30;
export const arrayTag = 0x40;
export const boolTag = 0x70;
export const dateTag = 0x80;
const falseKey: Uint8Array = Uint8Array.of(boolTag);
const trueKey: Uint8Array = Uint8Array.of(boolTag + 1);

/**
 * A value such that SQLite's own order of storage classes (numbers, then text by its UTF-8 bytes, then blobs by theirs) is
 * MongoDB's order of types and values: null < numbers < strings < objects < arrays < booleans < dates. Ranges, sorting,
 * compound and unique indexes then are plain b-tree work.
 * @throws StoreUsageError for a number that SQLite would get as another
 */
export function columnKey(value: unknown): ColumnKey {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberKey(value);
  if (typeof value === 'boolean') return value ? trueKey : falseKey;
  if (value === null || value === undefined) return nullKey;
  if (value instanceof Date) return dateKey(value);
  return Buffer.concat(isList(value) ? listParts(value) : fieldParts(value as Fields));
}

/** The engine hands a positive number below 2^-52 to SQLite as 0, and two different values may not share a key. */
function numberKey(value: number): number {
  if (value > 0 && value < Number.EPSILON)
    throw new StoreUsageError('A number at an indexed path may not lie between 0 and 2^-52');
  return value;
}

function dateKey(date: Date): Uint8Array {
  const key = Buffer.allocUnsafe(9);
  key[0] = dateTag;
  writeSortable(key, date.getTime(), 1);
  return key;
}

/** IEEE 754 big-endian sorts as bytes once the sign bit is flipped, and all bits of negative numbers. */
function writeSortable(target: Buffer, value: number, offset: number): void {
  target.writeDoubleBE(value === 0 ? 0 : value, offset);
  const isNegative = value < 0;
  for (let i = offset; i < offset + 8; i++)
    target[i] = (target[i] ?? 0) ^ (isNegative ? 0xff : i === offset ? 0x80 : 0);
}

/** Inside objects and arrays every value carries its type and its own end, so that it can be followed by others. */
function nestedParts(value: unknown): Uint8Array[] {
  switch (typeOf(value)) {
    case 'null':
      return [Uint8Array.of(0x05)];
    case 'number': {
      const key = Buffer.allocUnsafe(9);
      key[0] = 0x10;
      writeSortable(key, value as number, 1);
      return [key];
    }
    case 'string':
      return [Uint8Array.of(0x20), Buffer.from(value as string), end];
    case 'object':
      return fieldParts(value as Fields);
    case 'array':
      return listParts(value as unknown[]);
    case 'bool':
      return [value === true ? trueKey : falseKey];
    case 'date':
      return [dateKey(value as Date)];
  }
}

const end: Uint8Array = Uint8Array.of(0);

function listParts(list: readonly unknown[]): Uint8Array[] {
  return [Uint8Array.of(arrayTag), ...list.flatMap(nestedParts), end];
}

/** MongoDB compares type, name, value; the tag before the name repeats the type that `nestedParts` writes. */
function fieldParts(fields: Fields): Uint8Array[] {
  const parts: Uint8Array[] = [Uint8Array.of(objectTag)];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const nested = nestedParts(value);
    parts.push(Uint8Array.of((nested[0]?.[0] ?? 0) & 0xf0 || 0x05), Buffer.from(name), end, ...nested);
  }
  parts.push(end);
  return parts;
}

export function sameKey(a: ColumnKey | undefined, b: ColumnKey): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return Buffer.compare(a, b) === 0;
}

/** The scalar a key was made of; `undefined` for objects and arrays, which do not come back. */
export function scalarOf(key: unknown): string | number | boolean | Date | null | undefined {
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return key === nullKey ? null : key;
  if (!(key instanceof Uint8Array)) return undefined;
  if (key[0] === dateTag) return new Date(readSortable(key, 1));
  if (key[0] === boolTag || key[0] === boolTag + 1) return key[0] !== boolTag;
  return undefined;
}

function readSortable(key: Uint8Array, offset: number): number {
  const bytes = Buffer.from(key.subarray(offset, offset + 8));
  const isNegative = ((bytes[0] ?? 0) & 0x80) === 0;
  for (let i = 0; i < 8; i++) bytes[i] = (bytes[i] ?? 0) ^ (isNegative ? 0xff : i === 0 ? 0x80 : 0);
  return bytes.readDoubleBE(0);
}
