/** A draw among items of different weight, prepared once. */
export interface Weighted<T> {
  readonly items: readonly T[];
  readonly cumulative: readonly number[];
}

/** Prepares a draw; weights need not sum to anything in particular. */
export function weigh<T>(items: readonly T[], weightOf: (item: T, index: number) => number): Weighted<T> {
  let total = 0;
  const cumulative = items.map((item, index) => (total += weightOf(item, index)));
  if (!(total > 0)) throw new RangeError('A weighted draw needs at least one item with a weight above zero');
  return { items, cumulative };
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** FNV-1a over UTF-16 code units: spreads a label over 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Seeded pseudo-random numbers: xoshiro128**, its state filled by splitmix32. Integer arithmetic only, so that every
 * platform draws the same. `fork` gives each stage of the generator a stream of its own: a change in one leaves the
 * others as they were.
 */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: string) {
    this.#seed = seed;
    let state = hashText(seed);
    const split = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    };
    [this.#a, this.#b, this.#c, this.#d] = [split(), split(), split(), split() | 1];
  }

  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** 0 ≤ x < 1, in steps of 2⁻³². */
  next(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result / 0x1_0000_0000;
  }

  /** A whole number from `from` to `to`, both included; `from` where the range is empty. */
  between(from: number, to: number): number {
    return to <= from ? from : from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  }

  draw<T>({ items, cumulative }: Weighted<T>): T {
    const target = this.next() * (cumulative.at(-1) ?? 0);
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError('Nothing to draw from');
    return item;
  }

  /** A new array in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let index = result.length - 1; index > 0; index -= 1) {
      const other = Math.floor(this.next() * (index + 1));
      const [left, right] = [result[index], result[other]];
      if (left === undefined || right === undefined) continue;
      result[index] = right;
      result[other] = left;
    }
    return result;
  }
}
