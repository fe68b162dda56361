import type { Collection, Document, Filter, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { HolidayRule } from './holiday-rule.js';

/**
 * What becomes of the due instants that passed while nobody was there to see them. `all`: each is made up for. `latest`: the
 * last one is, the others are skipped. `skip`: none is, but the last one if it is no more than five minutes late.
 */
export const catchUpPolicies = ['all', 'latest', 'skip'] as const;
export type CatchUp = (typeof catchUpPolicies)[number];

/** 日程: one schedule and when it is due next; `_id` is its code. */
export interface ScheduleDocument extends Document {
  readonly title: string;
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly holidayRule: HolidayRule;
  readonly catchUp: CatchUp;
  /** What the cron expression says of the next occurrence, before a holiday moves it. Absent: never again. */
  readonly cronInstant?: Date;
  /** Business time. Absent while the calendar of working days does not reach that far. */
  readonly nextDueAt?: Date;
  /** False for what is no longer declared: its occurrences stay. */
  readonly enabled: boolean;
  /** Grows with every change: of several that would change the row, one does. */
  readonly revision: number;
}

export const scheduleCollection = defineCollection<ScheduleDocument>({
  name: 'schedules',
  indexes: [{ key: { enabled: 1, nextDueAt: 1 } }],
  shardKey: { _id: 1 },
});

/** More schedules than anybody will declare. */
const most = 1_000;

export class ScheduleRepository {
  readonly #rows: Collection<ScheduleDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(scheduleCollection);
  }

  list(filter: Filter = {}): Promise<ScheduleDocument[]> {
    return this.#rows.find(filter, { sort: { _id: 1 }, limit: most }).toArray();
  }

  listEnabled(): Promise<ScheduleDocument[]> {
    return this.list({ enabled: true });
  }

  listDue(now: Date): Promise<ScheduleDocument[]> {
    return this.list({ enabled: true, nextDueAt: { $lte: now } });
  }

  find(code: string): Promise<ScheduleDocument | null> {
    return this.#rows.findOne({ _id: code });
  }

  insert(row: ScheduleDocument): Promise<unknown> {
    return this.#rows.insertOne(row);
  }

  /** @returns whether the row was still as it was read; otherwise another process has changed it, and nothing happens */
  async replace(
    before: ScheduleDocument,
    change: Omit<ScheduleDocument, '_id' | 'revision'>,
    session?: Session,
  ): Promise<boolean> {
    const { matchedCount } = await this.#rows.replaceOne(
      { _id: before._id, revision: before.revision },
      { ...change, _id: before._id, revision: before.revision + 1 },
      session === undefined ? {} : { session },
    );
    return matchedCount === 1;
  }
}
