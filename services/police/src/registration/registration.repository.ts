import type { CalendarDate } from '@hub/domain';
import { countyOf } from '@hub/domain';
import type { Collection, Document, FindCursor, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type RegistrationStatus = 'ACTIVE' | 'MOVED' | 'LEFT' | 'LOCALISED' | 'DECEASED' | 'MISSING';
export type ResidenceReason = 'WORK' | 'BUSINESS' | 'STUDY' | 'JOIN_FAMILY' | 'MEDICAL' | 'OTHER';
export type DwellingRelation = 'OWN' | 'RENT' | 'DORM' | 'SITE' | 'RELATIVE' | 'OTHER';
export type RegistrationSource = 'SELF' | 'LANDLORD' | 'EMPLOYER' | 'AGENT' | 'GRID' | 'COUNTER';

/** 居住登记: one person in one dwelling, from registration until it is closed. */
export interface RegistrationDocument extends Document {
  readonly personId: string;
  readonly dwellingId: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
  /** County, 6 digits: at most one active registration per person and county. */
  readonly countyCode: string;
  readonly arrivedOn: CalendarDate;
  readonly registeredOn: CalendarDate;
  /** First registration of an unbroken chain of moves; half a year for the permit counts from here. */
  readonly continuousSince: CalendarDate;
  readonly reason: ResidenceReason;
  readonly dwellingRelation: DwellingRelation;
  readonly source: RegistrationSource;
  readonly status: RegistrationStatus;
  /** Day on which it stopped counting. */
  readonly endedOn?: CalendarDate;
  readonly receiptNumber: string;
  readonly updatedAt: Date;
}

export const registrationCollection = defineCollection<RegistrationDocument>({
  name: 'residence_registrations',
  indexes: [
    { key: { personId: 1, registeredOn: 1 } },
    { key: { personId: 1, countyCode: 1 }, unique: true, partialFilterExpression: { status: 'ACTIVE' } },
    { key: { dwellingId: 1, status: 1 } },
    { key: { continuousSince: 1 }, partialFilterExpression: { status: 'ACTIVE' } },
  ],
  shardKey: { personId: 1 },
});

export class RegistrationRepository {
  readonly collection: Collection<RegistrationDocument>;

  constructor(store: Store) {
    this.collection = store.collection(registrationCollection);
  }

  find(registrationId: string, session: Session): Promise<RegistrationDocument | null> {
    return this.collection.findOne({ _id: registrationId }, { session });
  }

  findActive(personId: string, regionCode: string, session: Session): Promise<RegistrationDocument | null> {
    const filter = { personId, countyCode: countyOf(regionCode), status: 'ACTIVE' };
    return this.collection.findOne(filter, { session });
  }

  listActive(personId: string, session: Session): Promise<readonly RegistrationDocument[]> {
    return this.collection.find({ personId, status: 'ACTIVE' }, { session, limit: 100 }).toArray();
  }

  /** Active registrations of people, oldest first. */
  async listActiveOf(personIds: readonly string[]): Promise<readonly RegistrationDocument[]> {
    if (personIds.length === 0) return [];
    const filter = { personId: { $in: personIds }, status: 'ACTIVE' };
    return this.collection.find(filter, { sort: { registeredOn: 1, _id: 1 } }).toArray();
  }

  /** Active registrations of stays that began within days, both included, the latest last; go through it one by one. */
  findContinuousBetween(earliest: CalendarDate, latest: CalendarDate): FindCursor<RegistrationDocument> {
    const filter = { status: 'ACTIVE', continuousSince: { $gte: earliest, $lte: latest } };
    return this.collection.find(filter, { sort: { continuousSince: 1, registeredOn: 1, _id: 1 } });
  }

  async insert(registration: RegistrationDocument, session: Session): Promise<void> {
    await this.collection.insertOne(registration, { session });
  }

  async close(
    registrationId: string,
    closing: Pick<RegistrationDocument, 'status' | 'updatedAt'> & { readonly endedOn: CalendarDate },
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: registrationId }, { $set: closing }, { session });
  }
}
