import type { Caller } from '@hub/domain';
import type { Collection, Store } from '@hub/store';
import type { Page } from '../../hub/page/page.js';
import { parsePage, toPage } from '../../hub/page/page.js';
import type { DeliveriesArguments } from './delivery.input.js';
import type { DeliveryDocument } from './delivery.repository.js';
import { DeliveryRepository } from './delivery.repository.js';

/** `<notification id>.<subscription id>`. */
const place = /^[A-Za-z0-9_.-]{1,129}$/;

/** Deliveries for reading: a department has those to its subscriptions, the hub all. */
export class DeliveryListService {
  readonly #deliveries: Collection<DeliveryDocument>;

  constructor(
    store: Store,
    private readonly caller: Caller,
  ) {
    this.#deliveries = new DeliveryRepository(store).collection;
  }

  /** Those of the newest bulletins first. */
  async list({ state, ...page }: DeliveriesArguments): Promise<Page<DeliveryDocument>> {
    const request = parsePage(page, place);
    const { department } = this.caller;
    const filter = {
      ...(department !== 'hub' && { department }),
      ...(state !== undefined && state !== null && { state }),
    };
    const { first, after } = request;
    const found = await this.#deliveries
      .find({ ...filter, ...(after !== undefined && { _id: { $lt: after } }) }, { sort: { _id: -1 }, limit: first + 1 })
      .toArray();
    return toPage(found, request, {
      placeOf: ({ _id }) => _id,
      count: () => this.#deliveries.countDocuments(filter),
    });
  }
}
