import type { Migrant } from './migrant.js';

/** People by age, to be taken one by one: whoever is nearest to the age looked for. */
export class AgeShelf {
  readonly #byAge: Migrant[][] = [];

  constructor(people: readonly Migrant[]) {
    for (const person of people) this.putFirst(person);
  }

  /** Takes somebody of that age, or as near as can be within the years allowed below and above. */
  take(age: number, below: number, above: number): Migrant | undefined {
    for (let off = 0; off <= Math.max(below, above); off += 1) {
      const found =
        (off <= above ? this.#byAge[age + off]?.pop() : undefined) ??
        (off <= below ? this.#byAge[age - off]?.pop() : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The next one to be taken of that age. */
  putFirst(person: Migrant): void {
    (this.#byAge[person.age] ??= []).push(person);
  }

  /** The last one to be taken of that age. */
  putLast(person: Migrant): void {
    (this.#byAge[person.age] ??= []).unshift(person);
  }

  /** Everybody left, youngest first. */
  rest(): Migrant[] {
    return this.#byAge.flat();
  }
}
