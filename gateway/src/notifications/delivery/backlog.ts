import type { Update } from '@hub/store';
import type { SubscriptionDocument } from '../subscription/subscription.repository.js';
import type { DeliveryRepository, DeliveryState } from './delivery.repository.js';
import { leaseMs } from './delivery.repository.js';

/** Rows changed at once: nobody waits long behind them. */
const batchSize = 500;

/**
 * Has the deliveries of a subscription follow its state: held back while it pauses, due when it runs again, cancelled when it
 * is deleted. What a crash or a bulletin issued at the same moment leaves behind is found by the next call.
 */
export class Backlog {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** How many wait for the subscription, held back or due. */
  count(subscriptionId: string): Promise<number> {
    return this.deliveries.collection.countDocuments({ subscriptionId, state: { $in: ['DUE', 'PAUSED', 'HELD'] } });
  }

  /**
   * @param most rows to change; the rest is for the next call
   * @returns how many changed
   */
  async follow(subscription: SubscriptionDocument, now: Date, most = Infinity): Promise<number> {
    const from = statesToLeave(subscription);
    let changed = 0;
    for (const state of from) {
      while (changed < most) {
        const ids = await this.#next(subscription._id, state, Math.min(batchSize, most - changed));
        if (ids.length === 0) break;
        for (const { filter, update } of changesOf(subscription, now)) {
          await this.deliveries.collection.updateMany({ _id: { $in: ids }, state, ...filter }, update);
        }
        changed += ids.length;
      }
    }
    return changed;
  }

  /** Cancels the deliveries of a subscription of which nothing is left. */
  async cancelOrphans(subscriptionId: string, now: Date): Promise<void> {
    const update = cancelling(now);
    for (let ids = await this.#next(subscriptionId, 'DUE', batchSize); ids.length > 0;) {
      await this.deliveries.collection.updateMany({ _id: { $in: ids }, state: 'DUE' }, update);
      ids = await this.#next(subscriptionId, 'DUE', batchSize);
    }
  }

  async #next(subscriptionId: string, state: DeliveryState, limit: number): Promise<readonly string[]> {
    const sort = state === 'DUE' ? ({ nextAttemptAt: 1, _id: 1 } as const) : ({ _id: 1 } as const);
    const rows = await this.deliveries.collection
      .find({ subscriptionId, state }, { sort, limit, projection: { _id: 1 } })
      .toArray();
    return rows.map(({ _id }) => _id);
  }
}

function statesToLeave({ state }: SubscriptionDocument): readonly DeliveryState[] {
  switch (state) {
    case 'ACTIVE':
      return ['PAUSED'];
    case 'PAUSED':
    case 'DISABLED':
      return ['DUE'];
    case 'DELETED':
      return ['DUE', 'PAUSED', 'HELD'];
  }
}

interface Change {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly update: Update;
}

function changesOf({ state, delivery }: SubscriptionDocument, now: Date): readonly Change[] {
  switch (state) {
    case 'ACTIVE':
      return delivery === 'INBOX' ? [{ filter: {}, update: { $set: { state: 'HELD' } } }] : resuming(now);
    case 'PAUSED':
    case 'DISABLED':
      return [{ filter: {}, update: { $set: { state: 'PAUSED' } } }];
    case 'DELETED':
      return [{ filter: {}, update: cancelling(now) }];
  }
}

/**
 * Each begins its schedule anew, at once. One that may still be under an attempt keeps the end of its lease, or the receiver
 * would have it twice at the same time.
 */
function resuming(now: Date): readonly Change[] {
  const again = { state: 'DUE', attempts: 0 };
  const leaseEnd = new Date(now.getTime() + leaseMs);
  return [
    { filter: { nextAttemptAt: { $gt: now, $lte: leaseEnd } }, update: { $set: again } },
    {
      filter: { $or: [{ nextAttemptAt: { $lte: now } }, { nextAttemptAt: { $gt: leaseEnd } }] },
      update: { $set: { ...again, nextAttemptAt: now } },
    },
  ];
}

function cancelling(finishedAt: Date): Update {
  return { $set: { state: 'CANCELLED', cancelledReason: 'SUBSCRIPTION_DELETED', finishedAt } };
}
