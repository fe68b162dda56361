import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type EmploymentEndReason = 'RESIGNED' | 'DISMISSED' | 'EXPIRED' | 'OTHER';
export type EmploymentFlag = 'UNDER_16' | 'AGE_UNVERIFIED';
export type EmploymentStatus = 'ACTIVE' | 'ENDED';

/** 就业登记: one person's time with one employer. Wages are not held. */
export interface EmploymentDocument extends Document {
  readonly personId: string;
  /** Unified social credit code. */
  readonly employerCode: string;
  readonly startedOn: CalendarDate;
  /** The first day that no longer counts. */
  readonly endedOn?: CalendarDate;
  readonly endReason?: EmploymentEndReason;
  /** May precede the start. */
  readonly contractSignedOn?: CalendarDate;
  readonly occupation?: string;
  readonly flags: readonly EmploymentFlag[];
  /** Says no more than `endedOn` does, to the unique index. */
  readonly status: EmploymentStatus;
  readonly reportedOn: CalendarDate;
  readonly updatedAt: Date;
}

export const employmentCollection = defineCollection<EmploymentDocument>({
  name: 'employments',
  indexes: [
    { key: { personId: 1, startedOn: 1 } },
    // Of two reports of one start that come at once, one is refused
    { key: { personId: 1, employerCode: 1 }, unique: true, partialFilterExpression: { status: 'ACTIVE' } },
  ],
  shardKey: { personId: 1 },
});

export function statusOf({ endedOn }: Pick<EmploymentDocument, 'endedOn'>): EmploymentStatus {
  return endedOn === undefined ? 'ACTIVE' : 'ENDED';
}

export class EmploymentRepository {
  readonly collection: Collection<EmploymentDocument>;

  constructor(store: Store) {
    this.collection = store.collection(employmentCollection);
  }

  find(employmentId: string, session: Session): Promise<EmploymentDocument | null> {
    return this.collection.findOne({ _id: employmentId }, { session });
  }

  /** An employment of the same person with the same employer that had not ended when another would begin. */
  findOverlap(
    { personId, employerCode, startedOn }: Pick<EmploymentDocument, 'personId' | 'employerCode' | 'startedOn'>,
    session: Session,
  ): Promise<EmploymentDocument | null> {
    const unended = [{ status: 'ACTIVE' }, { endedOn: { $gt: startedOn } }];
    return this.collection.findOne({ personId, employerCode, $or: unended }, { session });
  }

  async insert(employment: EmploymentDocument, session: Session): Promise<void> {
    await this.collection.insertOne(employment, { session });
  }

  async end(
    employmentId: string,
    ending: Required<Pick<EmploymentDocument, 'endedOn' | 'endReason' | 'status' | 'updatedAt'>>,
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: employmentId }, { $set: ending }, { session });
  }
}
