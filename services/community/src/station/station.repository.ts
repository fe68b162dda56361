import type { Collection, Document, FindCursor, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type StationKind = 'TOWNSHIP' | 'VILLAGE';

/** 服务管理站. `_id` is the code. */
export interface StationDocument extends Document {
  readonly name: string;
  /** Township, 9 digits, or village, 12. */
  readonly regionCode: string;
  readonly kind: StationKind;
  readonly updatedAt: Date;
}

export const stationCollection = defineCollection<StationDocument>({
  name: 'stations',
  indexes: [],
  shardKey: { _id: 1 },
});

export class StationRepository {
  readonly collection: Collection<StationDocument>;

  constructor(store: Store) {
    this.collection = store.collection(stationCollection);
  }

  find(code: string, session?: Session): Promise<StationDocument | null> {
    return this.collection.findOne({ _id: code }, session === undefined ? {} : { session });
  }

  /** Every station; go through it one by one. */
  findAll(): FindCursor<StationDocument> {
    return this.collection.find({});
  }

  async insert(station: StationDocument, session: Session): Promise<void> {
    await this.collection.insertOne(station, { session });
  }
}
