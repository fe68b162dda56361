import type { CallerName } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Content } from '@hub/subgraph';

/**
 * What was last told of a row of figures: a village, a station. Rows of people are not kept here: of a person a bulletin is
 * told once, and its own row is the memory of it.
 */
export interface ToldRowDocument extends Document {
  /** `<kind>:<receiver>`. */
  readonly series: string;
  readonly key: string;
  readonly data: Content;
  /** Number of the bulletin that told it. */
  readonly number: string;
  readonly sourceId: string;
}

export const toldRowCollection = defineCollection<ToldRowDocument>({
  name: 'toldRows',
  indexes: [{ key: { series: 1, _id: 1 } }],
  shardKey: { _id: 1 },
});

/** Villages of a province. */
const mostInSeries = 50_000;

export function seriesOf(kind: string, to: CallerName): string {
  return `${kind}:${to}`;
}

export function toldRowId(series: string, key: string): string {
  return `${series}:${key}`;
}

export class ToldRowRepository {
  readonly #rows: Collection<ToldRowDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(toldRowCollection);
  }

  async find(ids: readonly string[], session: Session): Promise<ReadonlyMap<string, ToldRowDocument>> {
    const found = await this.#rows.find({ _id: { $in: [...ids] } }, { session }).toArray();
    return new Map(found.map((row) => [row._id, row]));
  }

  async listSeries(series: string): Promise<ReadonlyMap<string, Content>> {
    const found = await this.#rows.find({ series }, { limit: mostInSeries }).toArray();
    return new Map(found.map(({ key, data }) => [key, data]));
  }

  async replace(rows: readonly ToldRowDocument[], session: Session): Promise<void> {
    if (rows.length === 0) return;
    const writes = rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } }));
    await this.#rows.bulkWrite(writes, { session });
  }
}
