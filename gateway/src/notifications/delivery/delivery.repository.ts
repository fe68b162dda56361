import type { CallerName } from '@hub/domain';
import type { Collection, Document, Store } from '@hub/store';
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
  /** `DELIVERED`, `HTTP_ERROR`, `REDIRECT`, `TIMEOUT`, `CONNECTION`, `TLS`, `ADDRESS_REFUSED`, `GONE`, `THROTTLED` … */
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
  /** Why it was cancelled: `SUBSCRIPTION_DELETED`, `CLIENT_INACTIVE`, `NOT_ENTITLED`, `RECALLED`. */
  readonly cancelledReason?: string;
}

export const deliveryCollection = defineCollection<DeliveryDocument>({
  name: 'deliveries',
  indexes: [
    // Only what is due is in it: claiming stays as quick when history grows to millions
    { key: { subscriptionId: 1, nextAttemptAt: 1 }, partialFilterExpression: { state: 'DUE' } },
    { key: { subscriptionId: 1, state: 1, _id: 1 } },
    { key: { notificationId: 1 } },
    { key: { department: 1, state: 1, _id: 1 } },
    { key: { state: 1, _id: 1 } },
  ],
});

export class DeliveryRepository {
  readonly collection: Collection<DeliveryDocument>;

  constructor(store: Store) {
    this.collection = store.collection(deliveryCollection);
  }
}
