import type { CallerName, Clock } from '@hub/domain';
import { graphqlNameOf } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Session } from '@hub/store';
import type { Content } from '@hub/subgraph';
import type { NotificationKind } from '../kind/define-kind.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { SubscriptionDocument } from '../subscription/subscription.repository.js';
import type { DeliveryDocument } from './delivery.repository.js';

export interface DeliveryAlarmsOptions {
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  readonly kinds: ReadonlyMap<string, NotificationKind>;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

const deadDelivery = 'S-02';
const disabledSubscription = 'S-03';
const hourMs = 60 * 60 * 1_000;

/** Tells the owner of a subscription, and the hub, what is wrong with it: by bulletins in their inboxes. */
export class DeliveryAlarms {
  /** Subscription → the hour in which its owner was told of dead deliveries. */
  readonly #told = new Map<string, number>();

  constructor(private readonly options: DeliveryAlarmsOptions) {}

  /**
   * Tells once an hour and subscription, however many deliveries die in it: they are listed, and redriven, together. Dead
   * alarms raise no further ones.
   *
   * @returns to be called when the transaction has committed
   */
  async tellDead(claim: DeliveryDocument, subscription: SubscriptionDocument, session: Session): Promise<() => void> {
    const { subscriptionId, notificationId, kind } = claim;
    const { department } = subscription;
    const hour = Math.floor(this.options.trueClock.now().getTime() / hourMs);
    if (kind === deadDelivery || this.#told.get(subscriptionId) === hour) return () => undefined;
    const data = { subscriptionId, notificationId, kind, receiver: graphqlNameOf(department) };
    await this.#issue(deadDelivery, `dead:${subscriptionId}:${String(hour)}`, department, data, session);
    return () => {
      this.#told.set(subscriptionId, hour);
      this.options.logger.error({ subscriptionId, notificationId, kind }, 'a delivery is dead');
    };
  }

  async tellDisabled(subscription: SubscriptionDocument, reason: string, now: Date, session: Session): Promise<void> {
    const { _id: subscriptionId, department } = subscription;
    const sourceId = `disabled:${subscriptionId}:${now.toISOString()}`;
    const data = { subscriptionId, reason, receiver: graphqlNameOf(department) };
    await this.#issue(disabledSubscription, sourceId, department, data, session);
  }

  async #issue(code: string, sourceId: string, owner: CallerName, data: Content, session: Session): Promise<void> {
    const kind = this.options.kinds.get(code);
    if (kind === undefined) throw new Error(`The catalogue has no ${code}`);
    const receivers = [...new Set<CallerName>([owner, 'hub'])];
    const drafts = receivers.map((to): NotificationDraft => ({ kind, to, sourceId, data }));
    await this.options.issuer.issue(session, drafts);
  }
}
