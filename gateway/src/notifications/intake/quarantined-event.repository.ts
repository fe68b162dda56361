import type { DepartmentName } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { PoisonReason } from './feed-page.js';

/** A place of a feed whose event cannot be read. Its content stays with the department: it may be anything. */
export interface QuarantinedEventDocument extends Document {
  readonly department: DepartmentName;
  readonly feedId: string;
  readonly position: number;
  readonly reason: PoisonReason;
  readonly eventId?: string;
  /** True time. */
  readonly at: Date;
}

export const quarantinedEventCollection = defineCollection<QuarantinedEventDocument>({
  name: 'quarantinedEvents',
  indexes: [{ key: { department: 1, at: 1 } }],
  shardKey: { _id: 1 },
});

export class QuarantinedEventRepository {
  readonly collection: Collection<QuarantinedEventDocument>;

  constructor(store: Store) {
    this.collection = store.collection(quarantinedEventCollection);
  }

  /** @returns false when somebody else was quicker */
  async remove(_id: string, session: Session): Promise<boolean> {
    return (await this.collection.deleteOne({ _id }, { session })).deletedCount === 1;
  }

  /** A place that was read before is not counted again. */
  async replace(rows: readonly QuarantinedEventDocument[], session: Session): Promise<void> {
    if (rows.length === 0) return;
    const writes = rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } }));
    await this.collection.bulkWrite(writes, { session });
  }
}
