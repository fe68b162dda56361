import type { CallerName } from '@hub/domain';
import type { Collection, Document, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** DISABLED: by the hub, after five days of failures or by 410; DELETED: by its owner, for good. */
export type SubscriptionState = 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'DELETED';
export type DeliveryMethod = 'WEBHOOK' | 'INBOX';

/** A webhook secret, sealed with a key derived from the hub's secret. Of two, both sign until the older one's end. */
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
  /** Newest first; at most two. */
  readonly secrets: readonly SealedSecret[];
  /** True time of the first failure since the last success. */
  readonly failingSince?: Date;
  /** Why the hub disabled it: `FIVE_DAYS_OF_FAILURES`, `GONE`. */
  readonly disabledReason?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const subscriptionCollection = defineCollection<SubscriptionDocument>({
  name: 'subscriptions',
  indexes: [{ key: { department: 1, state: 1 } }],
});

export class SubscriptionRepository {
  readonly collection: Collection<SubscriptionDocument>;

  constructor(store: Store) {
    this.collection = store.collection(subscriptionCollection);
  }
}
