import type { Collection, Document, FindCursor, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { IsoWeek } from './iso-week.js';

/** The four numbers that a station states, or that the system could count for it. */
export const figureNames = ['arrivals', 'departures', 'requests', 'events'] as const;
export type FigureName = (typeof figureNames)[number];
export type Figures = Readonly<Record<FigureName, number>>;

export function figuresOf({ arrivals, departures, requests, events }: Figures): Figures {
  return { arrivals, departures, requests, events };
}

/** 周五信息反馈: one station's numbers of one week. `_id` is both, so that there is one. */
export interface WeeklyReturnDocument extends Document, Figures {
  readonly stationCode: string;
  readonly week: IsoWeek;
  readonly submittedAt: Date;
  /** Whether it came after the close; absent where the close was not known. */
  readonly late?: boolean;
}

export const weeklyReturnCollection = defineCollection<WeeklyReturnDocument>({
  name: 'weekly_returns',
  indexes: [{ key: { week: 1 } }],
  shardKey: { _id: 1 },
});

export class WeeklyReturnRepository {
  readonly collection: Collection<WeeklyReturnDocument>;

  constructor(store: Store) {
    this.collection = store.collection(weeklyReturnCollection);
  }

  find(id: string, session: Session): Promise<WeeklyReturnDocument | null> {
    return this.collection.findOne({ _id: id }, { session });
  }

  /** Returns of some weeks; go through it one by one. */
  findOfWeeks(weeks: readonly IsoWeek[]): FindCursor<WeeklyReturnDocument> {
    return this.collection.find({ week: { $in: weeks } });
  }

  async insert(weeklyReturn: WeeklyReturnDocument, session: Session): Promise<void> {
    await this.collection.insertOne(weeklyReturn, { session });
  }

  async replace(weeklyReturn: WeeklyReturnDocument, session: Session): Promise<void> {
    await this.collection.replaceOne({ _id: weeklyReturn._id }, weeklyReturn, { session });
  }
}
