/** What a field may hold, as the order of MongoDB counts types: missing and null are one. */
export type ValueType = 'null' | 'number' | 'string' | 'object' | 'array' | 'bool' | 'date';

/** The fields of a document or of an embedded document. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Only for values that `findFault` let pass. */
export function typeOf(value: unknown): ValueType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : 'object';
}

/** `Array.isArray` that keeps `unknown` elements instead of widening them to `any`. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}
