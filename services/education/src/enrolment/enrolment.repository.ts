import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { SchoolYear } from './school-year.js';

export type EnrolmentStatus = 'ACTIVE' | 'ENDED';
export type EnrolmentEndReason = 'SCHOOL_YEAR_ENDED' | 'GRADUATED' | 'TRANSFERRED' | 'LEFT' | 'OTHER';

/** 学籍: one child in one grade of one school for one school year, until it ends. */
export interface EnrolmentDocument extends Document {
  readonly personId: string;
  readonly schoolCode: string;
  readonly schoolYear: SchoolYear;
  readonly grade: number;
  readonly enrolledOn: CalendarDate;
  readonly status: EnrolmentStatus;
  readonly endedOn?: CalendarDate;
  readonly endReason?: EnrolmentEndReason;
  readonly updatedAt: Date;
}

export const enrolmentCollection = defineCollection<EnrolmentDocument>({
  name: 'enrolments',
  indexes: [
    { key: { personId: 1, enrolledOn: 1 } },
    { key: { personId: 1 }, unique: true, partialFilterExpression: { status: 'ACTIVE' } },
    { key: { schoolCode: 1, schoolYear: 1, grade: 1, status: 1 } },
  ],
  shardKey: { personId: 1 },
});

export type TakenCount = Pick<EnrolmentDocument, 'schoolCode' | 'schoolYear' | 'grade'> & { readonly count: number };

export class EnrolmentRepository {
  readonly collection: Collection<EnrolmentDocument>;

  constructor(store: Store) {
    this.collection = store.collection(enrolmentCollection);
  }

  find(enrolmentId: string, session: Session): Promise<EnrolmentDocument | null> {
    return this.collection.findOne({ _id: enrolmentId }, { session });
  }

  findActive(personId: string, session: Session): Promise<EnrolmentDocument | null> {
    return this.collection.findOne({ personId, status: 'ACTIVE' }, { session });
  }

  countActive(
    { schoolCode, schoolYear, grade }: Pick<EnrolmentDocument, 'schoolCode' | 'schoolYear' | 'grade'>,
    session: Session,
  ): Promise<number> {
    return this.collection.countDocuments({ schoolCode, schoolYear, grade, status: 'ACTIVE' }, { session });
  }

  /** Children enrolled by school, school year and grade; with more than one key also those of their combinations. */
  async countTaken(
    keys: readonly Pick<EnrolmentDocument, 'schoolCode' | 'schoolYear'>[],
  ): Promise<readonly TakenCount[]> {
    const counts = await this.collection.countBy(['schoolCode', 'schoolYear', 'grade'], {
      schoolCode: { $in: [...new Set(keys.map(({ schoolCode }) => schoolCode))] },
      schoolYear: { $in: [...new Set(keys.map(({ schoolYear }) => schoolYear))] },
      status: 'ACTIVE',
    });
    return counts.map(({ key: [schoolCode, schoolYear, grade], count }) => ({
      schoolCode: String(schoolCode),
      schoolYear: String(schoolYear),
      grade: Number(grade),
      count,
    }));
  }

  async insert(enrolment: EnrolmentDocument, session: Session): Promise<void> {
    await this.collection.insertOne(enrolment, { session });
  }

  async end(
    enrolmentId: string,
    ending: Required<Pick<EnrolmentDocument, 'status' | 'endedOn' | 'endReason' | 'updatedAt'>>,
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: enrolmentId }, { $set: ending }, { session });
  }
}
