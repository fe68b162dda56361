import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type VisitOutcome = 'MET' | 'NOBODY' | 'REFUSED' | 'MOVED';

/** 走访. */
export interface VisitDocument extends Document {
  readonly dwellingId: string;
  readonly personIds: readonly string[];
  readonly visitedOn: CalendarDate;
  readonly outcome: VisitOutcome;
  readonly updatedAt: Date;
}

export const visitCollection = defineCollection<VisitDocument>({
  name: 'visits',
  indexes: [{ key: { personIds: 1 }, multikey: 'personIds' }, { key: { dwellingId: 1, visitedOn: 1 } }],
});

export class VisitRepository {
  readonly collection: Collection<VisitDocument>;

  constructor(store: Store) {
    this.collection = store.collection(visitCollection);
  }

  async insert(visit: VisitDocument, session: Session): Promise<void> {
    await this.collection.insertOne(visit, { session });
  }
}
