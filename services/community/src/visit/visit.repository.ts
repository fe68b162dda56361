import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Filter, FindCursor, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type VisitOutcome = 'MET' | 'NOBODY' | 'REFUSED' | 'MOVED';

/** 走访. */
export interface VisitDocument extends Document {
  readonly dwellingId: string;
  readonly personIds: readonly string[];
  /** Grid, 15 digits, and its village, 12, as the grid worker stated them: community does not know where police's dwellings lie. */
  readonly gridCode?: string;
  readonly regionCode?: string;
  readonly visitedOn: CalendarDate;
  readonly outcome: VisitOutcome;
  readonly updatedAt: Date;
}

/** From one day to the one before the other. */
export interface VisitDays {
  readonly since: CalendarDate;
  readonly until: CalendarDate;
}

export interface OutcomeCount {
  readonly regionCode: string;
  readonly outcome: VisitOutcome;
  readonly count: number;
}

export const visitCollection = defineCollection<VisitDocument>({
  name: 'visits',
  indexes: [
    { key: { personIds: 1 }, multikey: 'personIds' },
    { key: { dwellingId: 1, visitedOn: 1 } },
    { key: { visitedOn: 1, regionCode: 1, outcome: 1 } },
  ],
  shardKey: { _id: 1 },
});

export class VisitRepository {
  readonly collection: Collection<VisitDocument>;

  constructor(store: Store) {
    this.collection = store.collection(visitCollection);
  }

  /** How many visits came to what in each village. */
  async countOutcomes(days: VisitDays, zone?: string): Promise<readonly OutcomeCount[]> {
    const groups = await this.collection.countBy(['regionCode', 'outcome'], within(days, zone));
    return groups.flatMap(({ key: [regionCode, outcome], count }) =>
      typeof regionCode === 'string' ? [{ regionCode, outcome: outcome as VisitOutcome, count }] : [],
    );
  }

  /** Visits that found people moved away; go through it one by one. */
  findMoved(days: VisitDays, zone?: string): FindCursor<VisitDocument> {
    return this.collection.find({ ...within(days, zone), outcome: 'MOVED' });
  }

  async insert(visit: VisitDocument, session: Session): Promise<void> {
    await this.collection.insertOne(visit, { session });
  }
}

function within({ since, until }: VisitDays, zone: string | undefined): Filter {
  const visitedOn = { $gte: since, $lt: until };
  return zone === undefined ? { visitedOn } : { visitedOn, regionCode: { $regex: `^${zone}` } };
}
