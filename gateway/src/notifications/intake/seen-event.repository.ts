import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/**
 * That an event was taken: nothing of what it told. A feed that begins anew brings events a second time, and a rule that is
 * asked about last month's event today would answer for today. `_id` is the event's.
 */
export interface SeenEventDocument extends Document {
  /** True time. */
  readonly at: Date;
}

export const seenEventCollection = defineCollection<SeenEventDocument>({
  name: 'seenEvents',
  indexes: [{ key: { at: 1 } }],
  shardKey: { _id: 1 },
});

const day = 24 * 60 * 60 * 1_000;
/** Departments keep what was taken for thirty days; after twice as long nothing can come again. */
const keptDays = 60;

export class SeenEventRepository {
  readonly #rows: Collection<SeenEventDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(seenEventCollection);
  }

  async list(ids: readonly string[], session: Session): Promise<ReadonlySet<string>> {
    const found = await this.#rows.find({ _id: { $in: [...ids] } }, { session }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  async insert(ids: readonly string[], at: Date, session: Session): Promise<void> {
    if (ids.length === 0) return;
    await this.#rows.insertMany(
      ids.map((_id) => ({ _id, at })),
      { session, atomic: true },
    );
  }

  async sweep(now: Date): Promise<void> {
    await this.#rows.deleteMany({ at: { $lt: new Date(now.getTime() - keptDays * day) } });
  }
}
