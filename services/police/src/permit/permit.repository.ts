import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type PermitBasis = 'JOB' | 'DWELLING' | 'STUDY';

/** Days on which the permit works, both included. */
export interface PermitPeriod {
  readonly since: CalendarDate;
  readonly until: CalendarDate;
}

/** 居住证. `state` is what was decided; suspension follows from the periods and is not stored. */
export interface PermitDocument extends Document {
  readonly personId: string;
  readonly basis: PermitBasis;
  readonly state: 'ACTIVE' | 'TERMINATED';
  readonly issuedOn: CalendarDate;
  /** One a year, oldest first: the issue and each endorsement. A gap is a suspension. */
  readonly periods: readonly PermitPeriod[];
  /** Day from which it no longer counts. */
  readonly terminatedOn?: CalendarDate;
  readonly updatedAt: Date;
}

export const permitCollection = defineCollection<PermitDocument>({
  name: 'residence_permits',
  indexes: [
    { key: { personId: 1, issuedOn: 1 } },
    { key: { personId: 1 }, unique: true, partialFilterExpression: { state: 'ACTIVE' } },
    { key: { 'periods.until': 1 }, multikey: 'periods.until' },
  ],
  shardKey: { personId: 1 },
});

export class PermitRepository {
  readonly collection: Collection<PermitDocument>;

  constructor(store: Store) {
    this.collection = store.collection(permitCollection);
  }

  find(permitId: string, session: Session): Promise<PermitDocument | null> {
    return this.collection.findOne({ _id: permitId }, { session });
  }

  findActive(personId: string, session: Session): Promise<PermitDocument | null> {
    return this.collection.findOne({ personId, state: 'ACTIVE' }, { session });
  }

  /** Permits in force of which some period ends on a day, not always the last one. */
  listWithPeriodUntil(until: CalendarDate): Promise<readonly PermitDocument[]> {
    return this.collection.find({ 'periods.until': until, state: 'ACTIVE' }, { sort: { _id: 1 } }).toArray();
  }

  async insert(permit: PermitDocument, session: Session): Promise<void> {
    await this.collection.insertOne(permit, { session });
  }

  async endorse(
    permitId: string,
    changes: Pick<PermitDocument, 'periods' | 'updatedAt'>,
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: permitId }, { $set: changes }, { session });
  }

  async terminate(
    personId: string,
    closing: Pick<PermitDocument, 'updatedAt'> & { readonly terminatedOn: CalendarDate },
    session: Session,
  ): Promise<void> {
    const changes = { ...closing, state: 'TERMINATED' };
    await this.collection.updateOne({ personId, state: 'ACTIVE' }, { $set: changes }, { session });
  }
}
