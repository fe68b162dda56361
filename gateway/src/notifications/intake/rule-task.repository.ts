import type { CallerName, DepartmentName } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { FeedEvent } from '@hub/subgraph';

/** WAITING: tried again at `nextAttemptAt`. QUARANTINED: only when somebody says so. */
export const ruleTaskStates = ['WAITING', 'QUARANTINED'] as const;
export type RuleTaskState = (typeof ruleTaskStates)[number];

/** What remains to be decided: whether one receiver is told one bulletin of one event. Removed when it is. */
export interface RuleTaskDocument extends Document {
  readonly event: FeedEvent;
  readonly department: DepartmentName;
  readonly kind: string;
  readonly to: CallerName;
  readonly state: RuleTaskState;
  readonly failures: number;
  /** `DEPARTMENT_UNAVAILABLE`, `HOLIDAYS_UNKNOWN`, `RULE_FAILED`. */
  readonly reason: string;
  /** True time; while an attempt runs, the end of its lease. */
  readonly nextAttemptAt: Date;
  /** Grows with every claim: a result is written only by whoever holds the last one. */
  readonly claimNo: number;
  readonly createdAt: Date;
}

export const ruleTaskCollection = defineCollection<RuleTaskDocument>({
  name: 'ruleTasks',
  indexes: [
    { key: { nextAttemptAt: 1 }, partialFilterExpression: { state: 'WAITING' } },
    { key: { state: 1, _id: 1 } },
  ],
  shardKey: { _id: 1 },
});

/** Longer than any rule takes, however slow the departments. */
const leaseMs = 60_000;

export class RuleTaskRepository {
  readonly collection: Collection<RuleTaskDocument>;

  constructor(store: Store) {
    this.collection = store.collection(ruleTaskCollection);
  }

  /** Takes what is due, so that no other process takes it while the lease lasts. */
  async claimDue(most: number, now: Date): Promise<readonly RuleTaskDocument[]> {
    const claimed: RuleTaskDocument[] = [];
    while (claimed.length < most) {
      const task = await this.collection.findOneAndUpdate(
        { state: 'WAITING', nextAttemptAt: { $lte: now } },
        { $set: { nextAttemptAt: new Date(now.getTime() + leaseMs) }, $inc: { claimNo: 1 } },
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
      );
      if (task === null) break;
      claimed.push(task);
    }
    return claimed;
  }

  /** @returns false when another process has claimed it since */
  async finish({ _id, claimNo }: RuleTaskDocument, session: Session): Promise<boolean> {
    return (await this.collection.deleteOne({ _id, claimNo }, { session })).deletedCount === 1;
  }

  /** @returns false when another process has claimed it since */
  async fail(
    { _id, claimNo }: RuleTaskDocument,
    values: Pick<RuleTaskDocument, 'failures' | 'reason' | 'state' | 'nextAttemptAt'>,
    session: Session,
  ): Promise<boolean> {
    return (await this.collection.updateOne({ _id, claimNo }, { $set: { ...values } }, { session })).matchedCount === 1;
  }

  /** Adds what is not there yet. */
  async insertNew(tasks: readonly RuleTaskDocument[], session: Session): Promise<void> {
    if (tasks.length === 0) return;
    const ids = tasks.map(({ _id }) => _id);
    const known = await this.collection.find({ _id: { $in: ids } }, { session, projection: { _id: 1 } }).toArray();
    const there = new Set(known.map(({ _id }) => _id));
    const added = tasks.filter(({ _id }) => !there.has(_id));
    if (added.length > 0) await this.collection.insertMany(added, { session, atomic: true });
  }

  /** Tries tasks anew that were given up, or do not want to wait. @returns how many */
  async redrive(which: { readonly ids: readonly string[] } | { readonly kind: string }, now: Date): Promise<number> {
    const filter =
      'ids' in which ? { _id: { $in: [...which.ids] } } : { state: { $in: ruleTaskStates }, kind: which.kind };
    const again = { state: 'WAITING', failures: 0, nextAttemptAt: now };
    return (await this.collection.updateMany(filter, { $set: again })).matchedCount;
  }
}

/** One for each event, bulletin and receiver. */
export function ruleTaskId(event: Pick<FeedEvent, 'id'>, kind: string, to: CallerName): string {
  return `${event.id}_${kind}_${to}`;
}
