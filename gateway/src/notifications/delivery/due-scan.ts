import type { Clock } from '@hub/domain';
import type { SubscriptionDocument, SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { Backlog } from './backlog.js';
import type { DeliveryRights } from './delivery-rights.js';
import type { DeliveryRepository } from './delivery.repository.js';

export interface DueScanOptions {
  readonly deliveries: DeliveryRepository;
  readonly subscriptions: SubscriptionRepository;
  readonly backlog: Backlog;
  readonly rights: DeliveryRights;
  readonly trueClock: Pick<Clock, 'now'>;
}

/** Rows that follow their subscription's state in one go: the others of the scan do not wait for a hundred thousand. */
const mostFollowing = 2_000;
/** A transaction that read a subscription before it was deleted has ended by then, and its deliveries are there. */
const closingMs = 60_000;

/** Finds what is due, and has deliveries follow their subscriptions. It reads some rows a subscription, however many wait. */
export class DueScan {
  constructor(private readonly options: DueScanOptions) {}

  /**
   * @param offer called for each subscription for which something may be sent now
   * @returns whether rows remain that have to follow their subscription
   */
  async run(offer: (subscriptionId: string) => void): Promise<boolean> {
    const { deliveries, subscriptions, rights, trueClock, backlog } = this.options;
    const due = await deliveries.listDue();
    if (due.length === 0) return false;
    const now = trueClock.now();
    const known = await subscriptions.listByIds(due.map(({ subscriptionId }) => subscriptionId));
    const following: SubscriptionDocument[] = [];
    for (const { subscriptionId, nextAttemptAt } of due) {
      const subscription = known.get(subscriptionId);
      if (subscription === undefined) {
        await backlog.cancelOrphans(subscriptionId, now);
        continue;
      }
      rights.know(subscription);
      if (subscription.state !== 'ACTIVE') following.push(subscription);
      else if (nextAttemptAt <= now && !isThrottled(subscription, now)) offer(subscriptionId);
    }
    return this.#follow(following, now);
  }

  /** The other way round: deliveries that wait for a subscription that does not pause, or is deleted. */
  async sweep(): Promise<boolean> {
    const { subscriptions, trueClock } = this.options;
    const now = trueClock.now();
    const active = await this.#follow(await subscriptions.listActive(), now);
    const closing = await subscriptions.listClosing();
    const left = await this.#follow(closing, now);
    if (!left) {
      const settled = closing.filter(({ updatedAt }) => now.getTime() - updatedAt.getTime() > closingMs);
      for (const { _id } of settled) await subscriptions.finishClosing(_id);
    }
    return active || left;
  }

  async #follow(subscriptions: readonly SubscriptionDocument[], now: Date): Promise<boolean> {
    let isMore = false;
    for (const subscription of subscriptions) {
      const changed = await this.options.backlog.follow(subscription, now, mostFollowing);
      isMore ||= changed === mostFollowing;
    }
    return isMore;
  }
}

function isThrottled({ throttledUntil }: SubscriptionDocument, now: Date): boolean {
  return throttledUntil !== undefined && throttledUntil > now;
}
