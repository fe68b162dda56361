import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import type { SubscriptionDocument, SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { DeliveryAlarms } from './delivery-alarms.js';
import type { DeliveryAttempt, DeliveryDocument, DeliveryRepository } from './delivery.repository.js';
import { readRetryAfter } from './retry-after.js';
import { nextAttemptAfter } from './retry-schedule.js';
import type { SendResult } from './send-result.js';

export interface DeliveryRecorderOptions {
  readonly store: Store;
  readonly deliveries: DeliveryRepository;
  readonly subscriptions: SubscriptionRepository;
  readonly alarms: DeliveryAlarms;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** From 0 up to 1: spreads retries. */
  readonly random: () => number;
}

/** What an attempt leaves in the history of its delivery, beside what a receiver can make of it. */
export type RecordedResult = Omit<SendResult, 'outcome'> & {
  readonly outcome: Exclude<SendResult['outcome'], 'STOPPED'> | 'SECRET_UNREADABLE' | 'POISONED';
};

/** A receiver that has only failed for so long is not tried any more; true time. */
export const disabledAfterMs = 5 * 24 * 60 * 60 * 1_000;

/** Writes how an attempt ended, and what follows from it for the delivery and for its subscription. */
export class DeliveryRecorder {
  /** Subscriptions with a failure since their last success, as far as this process has seen. */
  readonly #failing = new Set<string>();

  constructor(private readonly options: DeliveryRecorderOptions) {}

  /** @param at when the attempt began */
  async record(
    claim: DeliveryDocument,
    subscription: SubscriptionDocument,
    result: RecordedResult,
    at: Date,
  ): Promise<void> {
    const { outcome, responseCode } = result;
    const attempt = { attempt: claim.attempts + 1, at, outcome, ...(responseCode !== undefined && { responseCode }) };
    if (outcome === 'DELIVERED') await this.#delivered(claim, subscription, attempt);
    else if (outcome === 'POISONED') await this.#die(claim, subscription, attempt);
    else if (outcome !== 'GONE') await this.#failed(claim, subscription, attempt, result);
    else {
      await this.options.deliveries.hold(claim, attempt);
      await this.#disable(subscription, 'GONE');
    }
  }

  async #delivered(
    claim: DeliveryDocument,
    subscription: SubscriptionDocument,
    attempt: DeliveryAttempt,
  ): Promise<void> {
    await this.options.deliveries.deliver(claim, attempt);
    const { _id, failingSince, throttledUntil } = subscription;
    const wasFailing = this.#failing.delete(_id) || failingSince !== undefined || throttledUntil !== undefined;
    if (wasFailing) await this.options.subscriptions.noteSuccess(_id);
  }

  async #failed(
    claim: DeliveryDocument,
    subscription: SubscriptionDocument,
    attempt: DeliveryAttempt,
    { outcome, retryAfter }: RecordedResult,
  ): Promise<void> {
    const { deliveries, subscriptions, trueClock, random } = this.options;
    const now = trueClock.now();
    const until = outcome === 'THROTTLED' ? readRetryAfter(retryAfter, now) : undefined;
    const scheduled = nextAttemptAfter(attempt.attempt, now, random());
    if (scheduled === undefined) await this.#die(claim, subscription, attempt);
    else await deliveries.retry(claim, attempt, until !== undefined && until > scheduled ? until : scheduled);
    if (until !== undefined) await subscriptions.throttle(subscription._id, until);
    await this.#noteFailure(subscription, now);
  }

  async #noteFailure(subscription: SubscriptionDocument, now: Date): Promise<void> {
    const { _id, failingSince } = subscription;
    if (failingSince === undefined) {
      if (this.#failing.has(_id)) return;
      this.#failing.add(_id);
      await this.options.subscriptions.noteFailure(_id, now);
    } else if (now.getTime() - failingSince.getTime() >= disabledAfterMs) {
      await this.#disable(subscription, 'FIVE_DAYS_OF_FAILURES', new Date(now.getTime() - disabledAfterMs));
    }
  }

  /** The state and its alarm commit together: nothing dies unheard. */
  async #die(claim: DeliveryDocument, subscription: SubscriptionDocument, attempt: DeliveryAttempt): Promise<void> {
    const { store, deliveries, alarms } = this.options;
    const committed = await store.withTransaction(async (session) => {
      if (!(await deliveries.die(claim, attempt, session))) return undefined;
      return alarms.tellDead(claim, subscription, session);
    });
    // Paused since it was claimed: it gets its schedule anew when it is resumed
    if (committed === undefined) await deliveries.hold(claim, attempt);
    else committed();
  }

  async #disable(subscription: SubscriptionDocument, reason: string, failingSince?: Date): Promise<void> {
    const { store, subscriptions, alarms, trueClock, logger } = this.options;
    const now = trueClock.now();
    const disabled = await store.withTransaction(async (session) => {
      const counts = await subscriptions.disable(subscription._id, { reason, now, failingSince }, session);
      if (counts) await alarms.tellDisabled(subscription, reason, now, session);
      return counts;
    });
    if (disabled) logger.warn({ subscriptionId: subscription._id, reason }, 'a subscription was disabled');
  }
}
