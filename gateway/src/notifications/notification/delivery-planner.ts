import type { Clock } from '@hub/domain';
import type { Session, Store } from '@hub/store';
import type { NotificationDocument } from './notification.repository.js';
import type { SubscriptionDocument } from '../subscription/subscription.repository.js';
import { openSubscriptionStates, SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { DeliveryDocument, DeliveryState } from '../delivery/delivery.repository.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';

export interface PlannedNotification {
  readonly notification: NotificationDocument;
  /** These alone, whatever kinds they list. */
  readonly subscriptions?: readonly string[];
}

/** Makes the deliveries of bulletins when they are issued: one for each subscription that is to have it. */
export class DeliveryPlanner {
  readonly #subscriptions: SubscriptionRepository;
  readonly #deliveries: DeliveryRepository;

  constructor(
    store: Store,
    private readonly trueClock: Pick<Clock, 'now'>,
  ) {
    this.#subscriptions = new SubscriptionRepository(store);
    this.#deliveries = new DeliveryRepository(store);
  }

  /** In the transaction that stores the bulletins. */
  async plan(planned: readonly PlannedNotification[], session: Session): Promise<void> {
    const receivers = [...new Set(planned.map(({ notification }) => notification.to))];
    const open = await this.#subscriptions.collection
      .find({ department: { $in: receivers }, state: { $in: openSubscriptionStates } }, { session })
      .toArray();
    const now = this.trueClock.now();
    const deliveries = planned.flatMap((one) =>
      open.filter((subscription) => isFor(subscription, one)).map((to) => deliveryOf(one.notification, to, now)),
    );
    if (deliveries.length > 0) await this.#deliveries.collection.insertMany(deliveries, { session, atomic: true });
  }
}

function isFor(
  { _id, department, kinds }: SubscriptionDocument,
  { notification, subscriptions }: PlannedNotification,
): boolean {
  if (department !== notification.to) return false;
  return subscriptions === undefined ? kinds.includes(notification.kind) : subscriptions.includes(_id);
}

function deliveryOf(
  notification: NotificationDocument,
  subscription: SubscriptionDocument,
  now: Date,
): DeliveryDocument {
  return {
    _id: `${notification._id}.${subscription._id}`,
    notificationId: notification._id,
    subscriptionId: subscription._id,
    department: subscription.department,
    kind: notification.kind,
    state: firstStateOf(subscription),
    nextAttemptAt: now,
    claimNo: 0,
    attempts: 0,
    history: [],
    createdAt: now,
  };
}

/** A backlog builds up while a subscription pauses or is disabled, and goes out when it is resumed. */
function firstStateOf({ state, delivery }: SubscriptionDocument): DeliveryState {
  if (state !== 'ACTIVE') return 'PAUSED';
  return delivery === 'WEBHOOK' ? 'DUE' : 'HELD';
}
