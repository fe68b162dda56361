import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type DwellingKind = 'HOUSE' | 'FLAT' | 'ROOM' | 'DORM' | 'SITE_HUT' | 'BOAT' | 'SHOP_HOME';

/** WGS-84 / CGCS2000 degrees. */
export interface Location {
  readonly longitude: number;
  readonly latitude: number;
}

export interface DwellingDocument extends Document {
  /** Village, 12 digits. */
  readonly regionCode: string;
  readonly address: string;
  readonly kind: DwellingKind;
  /** Grid, 15 digits, as the person who registered the dwelling knew it. */
  readonly gridCode?: string;
  readonly location?: Location;
  readonly updatedAt: Date;
}

export const dwellingCollection = defineCollection<DwellingDocument>({
  name: 'dwellings',
  indexes: [{ key: { regionCode: 1 } }],
  shardKey: { _id: 1 },
});

export class DwellingRepository {
  readonly collection: Collection<DwellingDocument>;

  constructor(store: Store) {
    this.collection = store.collection(dwellingCollection);
  }

  find(dwellingId: string, session: Session): Promise<DwellingDocument | null> {
    return this.collection.findOne({ _id: dwellingId }, { session });
  }

  async insert(dwelling: DwellingDocument, session: Session): Promise<void> {
    await this.collection.insertOne(dwelling, { session });
  }
}
