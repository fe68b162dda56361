import type { CallerName } from '@hub/domain';
import type { Collection, Document, Session, Store, Update } from '@hub/store';
import { defineCollection } from '@hub/store';

/**
 * DUE: to be attempted at `nextAttemptAt`; while an attempt runs, that is the end of its lease. HELD: in the inbox, not yet pulled.
 * PAUSED: waits for its subscription. DELIVERED, DEAD (alarmed, can be redriven), CANCELLED (with the reason) are final.
 */
export type DeliveryState = 'DUE' | 'HELD' | 'PAUSED' | 'DELIVERED' | 'DEAD' | 'CANCELLED';

export interface DeliveryAttempt {
  /** 1, 2, 3 … */
  readonly attempt: number;
  /** True time. */
  readonly at: Date;
  /** `DELIVERED`, `HTTP_ERROR`, `REDIRECT`, `TIMEOUT`, `CONNECTION`, `TLS`, `ADDRESS_REFUSED`, `GONE`, `THROTTLED`, `POISONED` */
  readonly outcome: string;
  readonly responseCode?: number;
  readonly nextAttemptAt?: Date;
}

/** 投递: one bulletin to one subscription. `_id` is `<notification id>.<subscription id>`, so that none exists twice. */
export interface DeliveryDocument extends Document {
  readonly notificationId: string;
  readonly subscriptionId: string;
  readonly department: CallerName;
  readonly kind: string;
  readonly state: DeliveryState;
  /** True time: when the next attempt may begin. */
  readonly nextAttemptAt: Date;
  /** Grows with every claim: a result is written only by whoever holds the last one. */
  readonly claimNo: number;
  /** Attempts made since the delivery was made or redriven. */
  readonly attempts: number;
  /** The last 20. */
  readonly history: readonly DeliveryAttempt[];
  readonly createdAt: Date;
  readonly finishedAt?: Date;
  /** Why it was cancelled: `SUBSCRIPTION_DELETED`, `CLIENT_INACTIVE`, `NOT_ENTITLED`, `RECALLED`, `CONTENT_REMOVED`. */
  readonly cancelledReason?: string;
}

export const deliveryCollection = defineCollection<DeliveryDocument>({
  name: 'deliveries',
  indexes: [
    // Only what is due is in it: claiming stays as quick when history grows to millions
    { key: { subscriptionId: 1, nextAttemptAt: 1, _id: 1 }, partialFilterExpression: { state: 'DUE' } },
    { key: { subscriptionId: 1, createdAt: 1, _id: 1 } },
    { key: { subscriptionId: 1, state: 1, _id: 1 } },
    { key: { notificationId: 1 } },
    { key: { department: 1, state: 1, _id: 1 } },
    { key: { department: 1, _id: 1 } },
    { key: { state: 1, _id: 1 } },
  ],
  shardKey: { subscriptionId: 1, createdAt: 1 },
});

/** A subscription for which something is due, now or later. */
export interface DueSubscription {
  readonly subscriptionId: string;
  /** When the first of it may be attempted. */
  readonly nextAttemptAt: Date;
}

/** How long a claim is respected: past the longest attempt, and soon over when a process died in it. */
export const leaseMs = 30_000;
const attemptsKept = 20;

const oldestFirst = { nextAttemptAt: 1, _id: 1 } as const;

/**
 * Deliveries and their states. Every write of a result is fenced: it counts only while nobody has claimed the delivery since,
 * and while no final state has been written.
 */
export class DeliveryRepository {
  readonly collection: Collection<DeliveryDocument>;

  constructor(store: Store) {
    this.collection = store.collection(deliveryCollection);
  }

  /** The subscriptions for which something is due, by jumps from one to the next in the index; one read each. */
  async listDue(): Promise<readonly DueSubscription[]> {
    const found: DueSubscription[] = [];
    for (let last = ''; ;) {
      const [first] = await this.collection
        .find(
          { state: 'DUE', subscriptionId: { $gt: last } },
          {
            sort: { subscriptionId: 1, ...oldestFirst },
            limit: 1,
            projection: { subscriptionId: 1, nextAttemptAt: 1 },
          },
        )
        .toArray();
      if (first === undefined) return found;
      found.push(first);
      last = first.subscriptionId;
    }
  }

  /** Takes the oldest delivery of a subscription that is due, for the length of the lease. */
  claim(subscriptionId: string, now: Date): Promise<DeliveryDocument | null> {
    return this.collection.findOneAndUpdate(
      { subscriptionId, state: 'DUE', nextAttemptAt: { $lte: now } },
      { $set: { nextAttemptAt: new Date(now.getTime() + leaseMs) }, $inc: { claimNo: 1 } },
      { sort: oldestFirst, returnDocument: 'after' },
    );
  }

  /** @returns whether it counted */
  async deliver(claim: DeliveryDocument, attempt: DeliveryAttempt): Promise<boolean> {
    return this.#write(claim, openStates, {
      $set: { state: 'DELIVERED', attempts: attempt.attempt, finishedAt: attempt.at },
      ...noting(attempt),
    });
  }

  /** To be tried again; of a subscription that has been paused meanwhile, when it is resumed. */
  async retry(claim: DeliveryDocument, attempt: DeliveryAttempt, nextAttemptAt: Date): Promise<boolean> {
    const counted = { attempts: attempt.attempt };
    const noted = noting({ ...attempt, nextAttemptAt });
    return (
      (await this.#write(claim, ['DUE'], { $set: { ...counted, nextAttemptAt }, ...noted })) ||
      this.#write(claim, ['PAUSED'], { $set: counted, ...noted })
    );
  }

  /** No further attempt; with the alarm, in one transaction. */
  die(claim: DeliveryDocument, attempt: DeliveryAttempt, session: Session): Promise<boolean> {
    const change = { state: 'DEAD', attempts: attempt.attempt, finishedAt: attempt.at };
    return this.#write(claim, ['DUE'], { $set: change, ...noting(attempt) }, session);
  }

  cancel(claim: DeliveryDocument, cancelledReason: string, finishedAt: Date): Promise<boolean> {
    return this.#write(claim, openStates, { $set: { state: 'CANCELLED', cancelledReason, finishedAt } });
  }

  /** Waits for its subscription. */
  hold(claim: DeliveryDocument, attempt?: DeliveryAttempt): Promise<boolean> {
    const counted = attempt === undefined ? {} : { attempts: attempt.attempt };
    return this.#write(claim, openStates, {
      $set: { state: 'PAUSED', ...counted },
      ...(attempt !== undefined && noting(attempt)),
    });
  }

  /** Gives a claim back without an attempt. */
  release(claim: DeliveryDocument, nextAttemptAt: Date): Promise<boolean> {
    return this.#write(claim, ['DUE'], { $set: { nextAttemptAt } });
  }

  async #write(
    { _id, claimNo }: DeliveryDocument,
    states: readonly DeliveryState[],
    update: Update,
    session?: Session,
  ): Promise<boolean> {
    const { matchedCount } = await this.collection.updateOne(
      { _id, claimNo, state: { $in: states } },
      update,
      session === undefined ? {} : { session },
    );
    return matchedCount === 1;
  }
}

/** States of a delivery under way: it may have been paused since it was claimed. */
const openStates = ['DUE', 'PAUSED'] as const;

function noting(attempt: DeliveryAttempt): Pick<Update, '$push'> {
  return { $push: { history: { $each: [attempt], $slice: -attemptsKept } } };
}
