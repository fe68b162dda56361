import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** 社会保险: a time in which one employer paid for one person. Amounts are not held. */
export interface InsuranceDocument extends Document {
  readonly personId: string;
  readonly employerCode: string;
  readonly since: CalendarDate;
  /** Last day covered; absent while it runs. */
  readonly until?: CalendarDate;
  readonly updatedAt: Date;
}

export const insuranceCollection = defineCollection<InsuranceDocument>({
  name: 'social_insurances',
  indexes: [{ key: { personId: 1, employerCode: 1, since: 1 }, unique: true }],
  shardKey: { personId: 1 },
});

export class InsuranceRepository {
  readonly collection: Collection<InsuranceDocument>;

  constructor(store: Store) {
    this.collection = store.collection(insuranceCollection);
  }

  /** The record of the same start, which a new statement corrects. */
  findSame(
    { personId, employerCode, since }: Pick<InsuranceDocument, 'personId' | 'employerCode' | 'since'>,
    session: Session,
  ): Promise<InsuranceDocument | null> {
    return this.collection.findOne({ personId, employerCode, since }, { session });
  }

  async insert(insurance: InsuranceDocument, session: Session): Promise<void> {
    await this.collection.insertOne(insurance, { session });
  }

  async replace(insurance: InsuranceDocument, session: Session): Promise<void> {
    await this.collection.replaceOne({ _id: insurance._id }, insurance, { session });
  }
}
