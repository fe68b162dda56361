import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** What a school offers in one grade, every school year anew. */
export interface SeatOffer {
  readonly grade: number;
  readonly capacity: number;
}

/** 学校. `_id` is the school's code. */
export interface SchoolDocument extends Document {
  readonly name: string;
  /** County, township or village: 6, 9 or 12 digits. */
  readonly regionCode: string;
  /** By grade. A grade that is not stated has no limit. */
  readonly seats: readonly SeatOffer[];
  /** Enrolments ever made, see `takeTurn`. */
  readonly turns?: number;
  readonly updatedAt: Date;
}

export const schoolCollection = defineCollection<SchoolDocument>({
  name: 'schools',
  indexes: [],
  shardKey: { _id: 1 },
});

export class SchoolRepository {
  readonly collection: Collection<SchoolDocument>;

  constructor(store: Store) {
    this.collection = store.collection(schoolCollection);
  }

  find(code: string, session: Session): Promise<SchoolDocument | null> {
    return this.collection.findOne({ _id: code }, { session });
  }

  async insert(school: SchoolDocument, session: Session): Promise<void> {
    await this.collection.insertOne(school, { session });
  }

  /**
   * The school, written to, so that two transactions that count its seats at once conflict in the store and the later one
   * counts again.
   */
  takeTurn(code: string, session: Session): Promise<SchoolDocument | null> {
    return this.collection.findOneAndUpdate({ _id: code }, { $inc: { turns: 1 } }, { session });
  }
}
