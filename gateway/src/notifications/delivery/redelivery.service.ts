import type { Caller, Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { Filter, Store } from '@hub/store';
import { parseRecordId } from '@hub/subgraph';
import type { RedeliveryActions, RedeliveryRequest } from '../../hub/services.js';
import { SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { DeliveryDocument } from './delivery.repository.js';
import { DeliveryRepository } from './delivery.repository.js';
import { isWebhook } from './delivery-rights.js';

export interface RedeliveryServiceOptions {
  readonly store: Store;
  readonly trueClock: Pick<Clock, 'now'>;
  /** Deliveries have become due. */
  readonly wake: () => void;
}

type Range = Extract<RedeliveryRequest, { readonly subscriptionId: string }>;

const mostIds = 500;
const mostDeliveries = 100_000;
const batchSize = 500;
const finalStates = ['DEAD', 'DELIVERED', 'CANCELLED'] as const;
const byTime = { createdAt: 1, _id: 1 } as const;

/** Has deliveries attempted anew that have ended: those that died, and those that the receiver wants again. */
export class RedeliveryService implements RedeliveryActions {
  readonly #deliveries: DeliveryRepository;
  readonly #subscriptions: SubscriptionRepository;

  constructor(private readonly options: RedeliveryServiceOptions) {
    this.#deliveries = new DeliveryRepository(options.store);
    this.#subscriptions = new SubscriptionRepository(options.store);
  }

  /**
   * Only the caller's own, only webhooks: an inbox is read again instead. Those under way stay as they are.
   *
   * @throws HubError BAD_USER_INPUT; NOT_FOUND for what is not the caller's; LIMIT_EXCEEDED, reason TOO_MANY_DELIVERIES
   */
  async redeliver(caller: Caller, request: RedeliveryRequest): Promise<number> {
    const count = 'ids' in request ? await this.#byIds(caller, request.ids) : await this.#byTime(caller, request);
    if (count > 0) this.options.wake();
    return count;
  }

  async #byIds({ department }: Caller, asked: readonly string[]): Promise<number> {
    if (asked.length === 0 || asked.length > mostIds) {
      throw badInput('input.ids', `Give 1 to ${String(mostIds)} ids of notifications`, 'OUT_OF_RANGE');
    }
    const ids = [...new Set(asked.map((id) => parseRecordId(id, 'input.ids')))];
    const own = await this.#deliveries.collection
      .find({ notificationId: { $in: ids }, department }, { projection: { notificationId: 1, subscriptionId: 1 } })
      .toArray();
    const found = new Set(own.map(({ notificationId }) => notificationId));
    if (ids.some((id) => !found.has(id))) {
      const message = 'An id is of no notification that was delivered to you; ids are those of notifications';
      throw new HubError('NOT_FOUND', message, { field: 'input.ids' });
    }
    const open = await this.#subscriptions.listOpen(department);
    const webhooks = new Set(open.filter(isWebhook).map(({ _id }) => _id));
    return this.#again(own.filter(({ subscriptionId }) => webhooks.has(subscriptionId)));
  }

  async #byTime({ department }: Caller, { subscriptionId: asked, since, until }: Range): Promise<number> {
    const subscriptionId = parseRecordId(asked, 'input.subscriptionId');
    if (until <= since) throw badInput('input.until', 'The end lies before the beginning', 'DATE_ORDER');
    const subscription = await this.#subscriptions.findOwn(subscriptionId, department);
    if (subscription === null) {
      const message = 'Your department has no subscription with this id';
      throw new HubError('NOT_FOUND', message, { field: 'input.subscriptionId' });
    }
    if (!isWebhook(subscription)) {
      const message = 'An inbox is not delivered to; read it again with inbox { first after }';
      throw badInput('input.subscriptionId', message, 'NO_WEBHOOK');
    }
    const wanted: Filter = { subscriptionId, state: { $in: finalStates } };
    const range = { $gte: since, $lt: until };
    const total = await this.#deliveries.collection.countDocuments(
      { ...wanted, createdAt: range },
      { limit: mostDeliveries + 1 },
    );
    if (total > mostDeliveries) {
      const message = `These are more than ${String(mostDeliveries)} deliveries; ask for a shorter time, then for the next`;
      throw new HubError('LIMIT_EXCEEDED', message, { field: 'input.until', reason: 'TOO_MANY_DELIVERIES' });
    }
    return this.#eachPage({ ...wanted, createdAt: range }, wanted, until);
  }

  /** By keyset: what is delivered again while this goes on is not met twice. */
  async #eachPage(first: Filter, wanted: Filter, until: Date): Promise<number> {
    let count = 0;
    for (let filter = first; ;) {
      const page = await this.#deliveries.collection.find(filter, { sort: byTime, limit: batchSize }).toArray();
      count += await this.#again(page);
      const last = page.at(-1);
      if (last === undefined || page.length < batchSize) return count;
      const { createdAt, _id } = last;
      const after = [{ createdAt: { $gt: createdAt, $lt: until } }, { createdAt, _id: { $gt: _id } }];
      filter = { ...wanted, createdAt: { $gte: createdAt, $lt: until }, $or: after };
    }
  }

  /** The claim number grows, so that no result of an attempt before is taken for one of the attempts to come. */
  async #again(deliveries: readonly Pick<DeliveryDocument, '_id'>[]): Promise<number> {
    let count = 0;
    for (let start = 0; start < deliveries.length; start += batchSize) {
      const ids = deliveries.slice(start, start + batchSize).map(({ _id }) => _id);
      const { modifiedCount } = await this.#deliveries.collection.updateMany(
        { _id: { $in: ids }, state: { $in: finalStates } },
        {
          $set: { state: 'DUE', attempts: 0, nextAttemptAt: this.options.trueClock.now() },
          $inc: { claimNo: 1 },
          $unset: { finishedAt: '', cancelledReason: '' },
        },
      );
      count += modifiedCount;
    }
    return count;
  }
}
