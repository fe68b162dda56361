import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** 出租房屋: a dwelling that is let, registered with police (Zhejiang rules art. 9). */
export interface RentalUnitDocument extends Document {
  readonly number: string;
  readonly dwellingId: string;
  readonly landlordId: string;
  readonly rooms: number;
  readonly maxBeds: number;
  /** How often `takeTurn` was called. */
  readonly turns?: number;
  readonly updatedAt: Date;
}

/** 租住: one tenant in one rental unit. */
export interface TenancyDocument extends Document {
  readonly rentalUnitId: string;
  readonly dwellingId: string;
  readonly personId: string;
  readonly startedOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly reportedOn: CalendarDate;
  readonly updatedAt: Date;
}

export const rentalUnitCollection = defineCollection<RentalUnitDocument>({
  name: 'rental_units',
  indexes: [{ key: { number: 1 }, unique: true }, { key: { dwellingId: 1 } }],
  shardKey: { number: 1 },
});

export const tenancyCollection = defineCollection<TenancyDocument>({
  name: 'tenancies',
  indexes: [{ key: { personId: 1, startedOn: 1 } }, { key: { rentalUnitId: 1, personId: 1, startedOn: 1 } }],
  shardKey: { personId: 1 },
});

export class RentalRepository {
  readonly units: Collection<RentalUnitDocument>;
  readonly tenancies: Collection<TenancyDocument>;

  constructor(store: Store) {
    this.units = store.collection(rentalUnitCollection);
    this.tenancies = store.collection(tenancyCollection);
  }

  findUnit(rentalUnitId: string, session: Session): Promise<RentalUnitDocument | null> {
    return this.units.findOne({ _id: rentalUnitId }, { session });
  }

  async insertUnit(unit: RentalUnitDocument, session: Session): Promise<void> {
    await this.units.insertOne(unit, { session });
  }

  /** See `PersonRepository.takeTurn`. */
  async takeTurn(rentalUnitId: string, session: Session): Promise<void> {
    await this.units.updateOne({ _id: rentalUnitId }, { $inc: { turns: 1 } }, { session });
  }

  findTenancy(tenancyId: string, session: Session): Promise<TenancyDocument | null> {
    return this.tenancies.findOne({ _id: tenancyId }, { session });
  }

  /** A tenancy of the same person in the same unit that had not ended when another would begin. */
  findOverlap(
    { rentalUnitId, personId, startedOn }: Pick<TenancyDocument, 'rentalUnitId' | 'personId' | 'startedOn'>,
    session: Session,
  ): Promise<TenancyDocument | null> {
    const open = [{ endedOn: null }, { endedOn: { $gt: startedOn } }];
    return this.tenancies.findOne({ rentalUnitId, personId, $or: open }, { session });
  }

  async insertTenancy(tenancy: TenancyDocument, session: Session): Promise<void> {
    await this.tenancies.insertOne(tenancy, { session });
  }

  async endTenancy(
    tenancyId: string,
    changes: Pick<TenancyDocument, 'updatedAt'> & { endedOn: CalendarDate },
    session: Session,
  ): Promise<void> {
    await this.tenancies.updateOne({ _id: tenancyId }, { $set: changes }, { session });
  }
}
