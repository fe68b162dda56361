import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Content } from '@hub/subgraph';
import type { NotificationKind } from '../kind/define-kind.js';
import type { FormerFigures } from './notification.repository.js';

/** The last figures that were told of a row: numbers of people in a village, never one person's. */
export interface FormerFiguresDocument extends Document {
  readonly number: string;
  readonly figures: Readonly<Record<string, number>>;
}

export const formerFiguresCollection = defineCollection<FormerFiguresDocument>({
  name: 'formerFigures',
  indexes: [{ key: { number: 1 }, unique: true }],
  shardKey: { number: 1 },
});

/** Names a row of a series of figures; undefined for a bulletin that belongs to none. */
export function findRow(
  { code, from, series }: NotificationKind,
  { to, data }: { readonly to: string; readonly data: Content },
): string | undefined {
  const row = series?.map((name) => data[name]);
  // What takes a bulletin back has no figures, and so no row
  if (row === undefined || row.includes(undefined)) return undefined;
  return [code, from, to, ...row].map(String).join(':');
}

/** The figures of a bulletin that are stated: a suppressed one is no number. */
export function figuresOf(data: Content): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** What a bulletin says about the one before it. */
export function compareFigures(
  former: Pick<FormerFiguresDocument, 'number' | 'figures'>,
  figures: Readonly<Record<string, number>>,
): FormerFigures {
  const change = Object.entries(figures).flatMap(([name, figure]) => {
    const before = former.figures[name];
    return before === undefined ? [] : [[name, figure - before] as const];
  });
  return { number: former.number, change: Object.fromEntries(change) };
}

/** The last figures by row, so that a bulletin can say what changed without a search through all that were issued. */
export class FormerFiguresRepository {
  readonly #rows: Collection<FormerFiguresDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(formerFiguresCollection);
  }

  async find(rows: readonly string[], session: Session): Promise<Map<string, FormerFiguresDocument>> {
    if (rows.length === 0) return new Map();
    const found = await this.#rows.find({ _id: { $in: [...new Set(rows)] } }, { session }).toArray();
    return new Map(found.map((row) => [row._id, row]));
  }

  async replace(rows: readonly FormerFiguresDocument[], session: Session): Promise<void> {
    if (rows.length === 0) return;
    const writes = rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } }));
    await this.#rows.bulkWrite(writes, { session });
  }

  /** Figures that were taken back are compared with no more. */
  async forget(numbers: readonly string[], session: Session): Promise<void> {
    if (numbers.length > 0) await this.#rows.deleteMany({ number: { $in: [...numbers] } }, { session });
  }
}
