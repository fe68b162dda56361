import type { CallerName } from '@hub/domain';
import { callerNames } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** DISABLED: by the hub, after five days of failures or by 410; DELETED: by its owner, for good. */
export type SubscriptionState = 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'DELETED';
export type DeliveryMethod = 'WEBHOOK' | 'INBOX';

/** A webhook secret, sealed with a key derived from the hub's secret. Each older one signs too, until its end. */
export interface SealedSecret {
  /** AES-256-GCM of the secret's bytes; bound to the subscription's id. */
  readonly cipher: string;
  readonly createdAt: Date;
  /** True time; absent for the current one. */
  readonly expiresAt?: Date;
}

/** 订阅: which bulletins a department has sent, and where. */
export interface SubscriptionDocument extends Document {
  readonly department: CallerName;
  /** The client that made it; its registration is read again before each attempt. */
  readonly client: string;
  readonly kinds: readonly string[];
  readonly delivery: DeliveryMethod;
  /** Webhook only; without credentials. */
  readonly url?: string;
  readonly state: SubscriptionState;
  /** Newest first: the current one, and those that it replaced within a day. */
  readonly secrets: readonly SealedSecret[];
  /** True time of the first failure since the last success. */
  readonly failingSince?: Date;
  /** Why the hub disabled it: `FIVE_DAYS_OF_FAILURES`, `GONE`. */
  readonly disabledReason?: string;
  /** True time until which its receiver asked to be left alone. */
  readonly throttledUntil?: Date;
  /** Deleted, and its deliveries may not all be cancelled yet. */
  readonly closing?: true;
  /** True time, as all of a subscription. */
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const subscriptionCollection = defineCollection<SubscriptionDocument>({
  name: 'subscriptions',
  indexes: [
    { key: { department: 1, state: 1 } },
    { key: { closing: 1, _id: 1 }, partialFilterExpression: { closing: true } },
  ],
  shardKey: { _id: 1 },
});

/** All but `DELETED`. */
export const openSubscriptionStates = ['ACTIVE', 'PAUSED', 'DISABLED'] as const;

export class SubscriptionRepository {
  readonly collection: Collection<SubscriptionDocument>;

  constructor(store: Store) {
    this.collection = store.collection(subscriptionCollection);
  }

  /** Of one department, the oldest first. */
  listOpen(department: CallerName): Promise<SubscriptionDocument[]> {
    return this.collection.find({ department, state: { $in: openSubscriptionStates } }, { sort: { _id: 1 } }).toArray();
  }

  countOpen(department: CallerName, session: Session): Promise<number> {
    return this.collection.countDocuments({ department, state: { $in: openSubscriptionStates } }, { session });
  }

  findOwn(id: string, department: CallerName, session?: Session): Promise<SubscriptionDocument | null> {
    const options = session === undefined ? {} : { session };
    return this.collection.findOne({ _id: id, department, state: { $in: openSubscriptionStates } }, options);
  }

  async listByIds(ids: readonly string[]): Promise<ReadonlyMap<string, SubscriptionDocument>> {
    const found = await this.collection.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map((subscription) => [subscription._id, subscription]));
  }

  /** Those that run, of all departments. */
  listActive(): Promise<SubscriptionDocument[]> {
    return this.collection.find({ department: { $in: callerNames }, state: 'ACTIVE' }).toArray();
  }

  listClosing(): Promise<SubscriptionDocument[]> {
    return this.collection.find({ closing: true }).toArray();
  }

  async finishClosing(id: string): Promise<void> {
    await this.collection.updateOne({ _id: id, state: 'DELETED' }, { $unset: { closing: '' } });
  }

  /** The first failure since the last success; a later one changes nothing. */
  async noteFailure(id: string, at: Date): Promise<void> {
    await this.collection.updateOne({ _id: id, failingSince: { $exists: false } }, { $set: { failingSince: at } });
  }

  async noteSuccess(id: string): Promise<void> {
    await this.collection.updateOne({ _id: id }, { $unset: { failingSince: '', throttledUntil: '' } });
  }

  async throttle(id: string, until: Date): Promise<void> {
    await this.collection.updateOne({ _id: id }, { $max: { throttledUntil: until } });
  }

  /**
   * @param why.failingSince only if it has failed since then or earlier
   * @returns whether it ran until now
   */
  async disable(
    id: string,
    why: { readonly reason: string; readonly now: Date; readonly failingSince: Date | undefined },
    session: Session,
  ): Promise<boolean> {
    const { reason, now, failingSince } = why;
    const filter = { _id: id, state: 'ACTIVE', ...(failingSince && { failingSince: { $lte: failingSince } }) };
    const change = { $set: { state: 'DISABLED', disabledReason: reason, updatedAt: now } };
    const { matchedCount } = await this.collection.updateOne(filter, change, { session });
    return matchedCount === 1;
  }
}
