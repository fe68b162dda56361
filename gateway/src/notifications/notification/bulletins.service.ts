import type { Caller, Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { Collection, Filter, Store } from '@hub/store';
import { parseRecordId } from '@hub/subgraph';
import type { PageArguments } from '../../hub/page/page.input.js';
import type { Page } from '../../hub/page/page.js';
import { parsePage, toPage } from '../../hub/page/page.js';
import type { DeliveryDocument } from '../delivery/delivery.repository.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import type { NotificationKind } from '../kind/define-kind.js';
import type { SentNotificationsArguments } from './notification.input.js';
import type { NotificationDocument } from './notification.repository.js';
import { NotificationRepository } from './notification.repository.js';

export interface BulletinsServiceOptions {
  readonly store: Store;
  /** When a bulletin was pulled. */
  readonly trueClock: Pick<Clock, 'now'>;
  readonly caller: Caller;
  readonly findKind: (code: string) => NotificationKind | undefined;
}

const inboxPlace = /^[1-9]\d{0,14}$/;
const listPlace = /^[A-Za-z0-9_-]{1,64}$/;

/** Bulletins for reading: a department has those to it and from it, the hub sees that there are others. */
export class BulletinsService {
  readonly #notifications: Collection<NotificationDocument>;
  readonly #deliveries: Collection<DeliveryDocument>;

  constructor(private readonly options: BulletinsServiceOptions) {
    this.#notifications = new NotificationRepository(options.store).collection;
    this.#deliveries = new DeliveryRepository(options.store).collection;
  }

  /**
   * The caller's inbox, the oldest first. Positions are given in commit order, so whoever pulls from its last cursor on
   * misses none; what a page holds counts as delivered to subscriptions by inbox.
   */
  async inbox(page: PageArguments): Promise<Page<NotificationDocument>> {
    const request = parsePage(page, inboxPlace);
    const { department } = this.options.caller;
    const { first, after } = request;
    const found = await this.#notifications
      .find(
        { to: department, ...(after !== undefined && { inboxSequence: { $gt: Number(after) } }) },
        { sort: { inboxSequence: 1 }, limit: first + 1 },
      )
      .toArray();
    const pulled = toPage(found, request, {
      placeOf: ({ inboxSequence }) => String(inboxSequence),
      count: () => this.#notifications.countDocuments({ to: department }),
    });
    await this.#markPulled(pulled.items.map(({ _id }) => _id));
    return pulled;
  }

  /**
   * What the caller sent, the newest first; for the hub what anybody sent.
   *
   * @throws HubError BAD_USER_INPUT, reason `UNKNOWN_KIND`
   */
  async listSent({ kind: code, state, ...page }: SentNotificationsArguments): Promise<Page<NotificationDocument>> {
    const request = parsePage(page, listPlace);
    const filter = { ...this.#sender(code ?? undefined), ...(isGiven(state) && { state }) };
    const { first, after } = request;
    const found = await this.#notifications
      .find({ ...filter, ...(after !== undefined && { _id: { $lt: after } }) }, { sort: { _id: -1 }, limit: first + 1 })
      .toArray();
    return toPage(found, request, {
      placeOf: ({ _id }) => _id,
      count: () => this.#notifications.countDocuments(filter),
    });
  }

  /** @throws HubError NOT_FOUND for an id that is none, or of a bulletin between others */
  async get(id: string): Promise<NotificationDocument> {
    const { department } = this.options.caller;
    const found = await this.#notifications.findOne({ _id: parseRecordId(id, 'id') });
    if (found !== null && (department === 'hub' || found.to === department || found.from === department)) return found;
    const message = 'You have received and sent no bulletin of this id; copy it whole from where it was given';
    throw new HubError('NOT_FOUND', message, { field: 'id' });
  }

  #sender(code: string | undefined): Filter {
    const { department } = this.options.caller;
    const own = department === 'hub' ? {} : { from: department };
    if (code === undefined) return own;
    const kind = this.options.findKind(code);
    if (kind === undefined)
      throw badInput('kind', 'kind must be a code of the catalogue, such as N-05', 'UNKNOWN_KIND');
    // A kind has one sender: said too, it leads to the index
    return department === 'hub' ? { from: kind.from, kind: code } : { ...own, kind: code };
  }

  async #markPulled(notificationIds: readonly string[]): Promise<void> {
    const held = {
      notificationId: { $in: notificationIds },
      department: this.options.caller.department,
      state: 'HELD',
    };
    // Pages are read again and again, and most of them hold nothing new
    if (notificationIds.length === 0 || (await this.#deliveries.findOne(held)) === null) return;
    const at = this.options.trueClock.now();
    await this.#deliveries.updateMany(held, {
      $set: { state: 'DELIVERED', finishedAt: at },
      $inc: { attempts: 1, claimNo: 1 },
      $push: { history: { attempt: 1, at, outcome: 'PULLED' } },
    });
  }
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
