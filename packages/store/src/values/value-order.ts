import { type Fields, typeOf, type ValueType } from './value.js';

const ranks: Readonly<Record<ValueType, number>> = {
  null: 0,
  number: 1,
  string: 2,
  object: 3,
  array: 4,
  bool: 5,
  date: 6,
};

/** Order of the UTF-8 bytes, as MongoDB and SQLite compare; JavaScript's `<` puts astral characters before U+E000..U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}

/** Moves the surrogates behind the rest of the basic plane. */
function byteRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The total order over all values: by type first, then within the type. */
export function compareValues(a: unknown, b: unknown): number {
  const type = typeOf(a);
  const difference = ranks[type] - ranks[typeOf(b)];
  return difference === 0 ? compareWithin(type, a, b) : difference;
}

function compareWithin(type: ValueType, a: unknown, b: unknown): number {
  switch (type) {
    case 'null':
      return 0;
    case 'string':
      return compareStrings(a as string, b as string);
    case 'number':
    case 'bool':
    case 'date':
      return Number(a) - Number(b);
    case 'array':
      return compareLists(a as unknown[], b as unknown[]);
    case 'object':
      return compareFields(a as Fields, b as Fields);
  }
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = compareValues(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Field by field in their order: type, then name, then value. */
function compareFields(a: Fields, b: Fields): number {
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = Object.entries(b).filter(([, value]) => value !== undefined);
  for (const [i, [name, value]] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const difference =
      ranks[typeOf(value)] - ranks[typeOf(other[1])] ||
      compareStrings(name, other[0]) ||
      compareValues(value, other[1]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function equalValues(a: unknown, b: unknown): boolean {
  return a === b || compareValues(a, b) === 0;
}
