import type { CallerName, Clock } from '@hub/domain';
import { createDocumentLoader } from '@hub/subgraph';
import type { ClientRegister } from '../../access/client-register.js';
import type { NotificationKind } from '../kind/define-kind.js';
import type { NotificationDocument, NotificationRepository } from '../notification/notification.repository.js';
import type { SubscriptionDocument, SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { DeliveryDocument } from './delivery.repository.js';
import { SharedReads } from './shared-reads.js';

export interface DeliveryRightsOptions {
  readonly subscriptions: SubscriptionRepository;
  readonly notifications: NotificationRepository;
  readonly clients: Pick<ClientRegister, 'findActive'>;
  readonly kinds: ReadonlyMap<string, NotificationKind>;
  readonly trueClock: Pick<Clock, 'now'>;
}

/** What is to be done with a delivery, as things stand now. */
export type Verdict =
  | {
      readonly verdict: 'SEND';
      readonly subscription: WebhookSubscription;
      readonly notification: NotificationDocument;
    }
  | { readonly verdict: 'CANCEL'; readonly reason: string }
  /** Its subscription does not run. */
  | { readonly verdict: 'HOLD' }
  /** Its receiver asked to be left alone. */
  | { readonly verdict: 'WAIT'; readonly until: Date }
  /** It can never be sent: a mistake of ours, which an operator has to see. */
  | { readonly verdict: 'POISONED'; readonly subscription: WebhookSubscription };

export type WebhookSubscription = SubscriptionDocument & { readonly url: string };

/** Attempts that begin within this time share one reading of their subscription. */
const sharedForMs = 100;

/** Reads again, before every attempt, whether the receiver may still have it, wants it, and is who it was. */
export class DeliveryRights {
  readonly #subscriptions: SharedReads<SubscriptionDocument | null>;
  /** Claims of one turn read their bulletins in one query. */
  readonly #loadNotification: (id: string) => Promise<NotificationDocument | undefined>;

  constructor(private readonly options: DeliveryRightsOptions) {
    const loader = createDocumentLoader(options.notifications.collection, { cache: false });
    this.#loadNotification = (id) => loader.load(id);
    const { collection } = options.subscriptions;
    this.#subscriptions = new SharedReads((_id) => collection.findOne({ _id }), sharedForMs);
  }

  /** A reading of this moment, for the attempts that follow it. */
  know(subscription: SubscriptionDocument): void {
    this.#subscriptions.know(subscription._id, subscription);
  }

  async judge(claim: DeliveryDocument): Promise<Verdict> {
    const { clients, kinds, trueClock } = this.options;
    const subscription = await this.#subscriptions.read(claim.subscriptionId);
    if (subscription === null || subscription.state === 'DELETED') return cancel('SUBSCRIPTION_DELETED');
    const { department } = subscription;
    if (department !== claim.department || !mayReceive(kinds.get(claim.kind), department))
      return cancel('NOT_ENTITLED');
    const client = await clients.findActive(subscription.client);
    if (client?.department !== department) return cancel('CLIENT_INACTIVE');
    if (subscription.state !== 'ACTIVE' || !isWebhook(subscription)) return { verdict: 'HOLD' };
    const { throttledUntil } = subscription;
    if (throttledUntil !== undefined && throttledUntil > trueClock.now())
      return { verdict: 'WAIT', until: throttledUntil };
    const notification = await this.#loadNotification(claim.notificationId);
    if (notification === undefined) return { verdict: 'POISONED', subscription };
    if (notification.to !== department || notification.kind !== claim.kind) return cancel('NOT_ENTITLED');
    if (notification.state === 'RECALLED') return cancel('RECALLED');
    if (notification.data === undefined) return cancel('CONTENT_REMOVED');
    return { verdict: 'SEND', subscription, notification };
  }
}

export function mayReceive(kind: NotificationKind | undefined, department: CallerName): boolean {
  return kind?.to.includes(department) === true;
}

export function isWebhook(subscription: SubscriptionDocument): subscription is WebhookSubscription {
  return subscription.delivery === 'WEBHOOK' && subscription.url !== undefined;
}

function cancel(reason: string): Verdict {
  return { verdict: 'CANCEL', reason };
}
