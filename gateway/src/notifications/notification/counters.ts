import type { Collection, Session, Store } from '@hub/store';
import type { CounterDocument } from './notification.repository.js';
import { counterCollection } from './notification.repository.js';

/** Serial numbers without gaps: they are taken in the transaction that uses them, so that an undone one gives them back. */
export class Counters {
  readonly #rows: Collection<CounterDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(counterCollection);
  }

  /**
   * Takes the next numbers of several counters, one write for each counter.
   *
   * @param wanted how many of each
   * @returns the last number used before, by counter
   */
  async take(wanted: ReadonlyMap<string, number>, session: Session): Promise<ReadonlyMap<string, number>> {
    const before = new Map<string, number>();
    // In one order everywhere; and a transaction does one thing at a time
    for (const id of [...wanted.keys()].sort()) {
      const count = wanted.get(id) ?? 0;
      const after = await this.#rows.findOneAndUpdate(
        { _id: id },
        { $inc: { last: count } },
        { session, upsert: true, returnDocument: 'after' },
      );
      if (after === null) throw new Error(`The counter ${id} could not be made`);
      before.set(id, after.last - count);
    }
    return before;
  }

  /** How many bulletins of each kind were ever issued: the last numbers of their series, summed up. */
  async countIssued(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#rows.find({ _id: { $regex: `^${seriesPrefix}` } }, { limit: mostSeries }).toArray();
    const issued = new Map<string, number>();
    for (const { _id, last } of rows) {
      const [kind = ''] = _id.slice(seriesPrefix.length).split(':');
      issued.set(kind, (issued.get(kind) ?? 0) + last);
    }
    return issued;
  }
}

/** A few dozen kinds between a few departments, for many years. */
const mostSeries = 10_000;
/** How the counter of a series of numbers begins: `number:N-05:labor:police:2026`. */
export const seriesPrefix = 'number:';

/** Counts how often each value occurs. */
export function countEach(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
