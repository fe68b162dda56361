import type { Caller, Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { Session, Store, Update } from '@hub/store';
import type { DepartmentResources } from '@hub/subgraph';
import { newRecordId, parseRecordId, runOnce } from '@hub/subgraph';
import type {
  ResumedSubscription,
  SubscriptionActions,
  SubscriptionRequest,
  SubscriptionWithSecret,
} from '../../hub/services.js';
import { Backlog } from '../delivery/backlog.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import type { TargetGuard } from '../delivery/target-guard.js';
import type { NotificationKind } from '../kind/define-kind.js';
import { catalogue } from '../kinds/catalogue.js';
import { testNotification } from '../kinds/s-01-test-notification.js';
import { Counters } from '../notification/counters.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { SecretSealer } from './secret-sealer.js';
import { createWebhookSecret, formatWebhookSecret } from './secret-sealer.js';
import { parseKinds, parseTarget } from './subscription-request.js';
import type { SubscriptionDocument, SubscriptionState } from './subscription.repository.js';
import { openSubscriptionStates, SubscriptionRepository } from './subscription.repository.js';
import { listValidSecrets, replaceSecret } from './webhook-secrets.js';

export interface SubscriptionServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly resources: DepartmentResources;
  readonly guard: TargetGuard;
  readonly sealer: SecretSealer;
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  /** Who may receive what. Default: the catalogue. */
  readonly kinds?: readonly NotificationKind[];
  /** Deliveries may have become due. */
  readonly wake: () => void;
}

/** Of one department, deleted ones aside. */
const mostSubscriptions = 20;
/** Replaced secrets that still sign: one for an answer that was lost, and one more. */
const mostSecrets = 3;
/** Deliveries that follow their subscription before the answer; the worker sees to the rest. */
const followedAtOnce = 500;

/** What departments do with their subscriptions (订阅). */
export class SubscriptionService implements SubscriptionActions {
  readonly #subscriptions: SubscriptionRepository;
  readonly #backlog: Backlog;
  readonly #counters: Counters;
  readonly #kinds: ReadonlyMap<string, NotificationKind>;

  constructor(private readonly options: SubscriptionServiceOptions) {
    const { store, kinds = catalogue } = options;
    this.#subscriptions = new SubscriptionRepository(store);
    this.#backlog = new Backlog(new DeliveryRepository(store));
    this.#counters = new Counters(store);
    this.#kinds = new Map(kinds.map((kind) => [kind.code, kind]));
  }

  list({ department }: Caller): Promise<readonly SubscriptionDocument[]> {
    return this.#subscriptions.listOpen(department);
  }

  /**
   * The secret is given with the first answer, and again to a repetition under the same key while it is valid: only its
   * sealed form is kept, there as in the subscription.
   *
   * @throws HubError BAD_USER_INPUT naming `input.kinds` or `input.url`; CONFLICT, reason TOO_MANY_SUBSCRIPTIONS
   */
  async create(caller: Caller, request: SubscriptionRequest): Promise<SubscriptionWithSecret> {
    const { department, client } = caller;
    const kinds = parseKinds(request.kinds, department, this.#kinds);
    const url = await parseTarget(request, department, this.options.guard);
    const subscription = await runOnce<SubscriptionDocument>(
      { ...this.options, caller },
      {
        operation: 'createSubscription',
        input: request,
        work: async (session) => {
          await this.#refuseTooMany(caller, session);
          const now = this.options.trueClock.now();
          const _id = newRecordId(now);
          const secrets =
            url === undefined ? [] : [{ cipher: this.options.sealer.seal(createWebhookSecret(), _id), createdAt: now }];
          const made: SubscriptionDocument = {
            _id,
            department,
            client,
            kinds,
            delivery: request.delivery,
            ...(url !== undefined && { url }),
            state: 'ACTIVE',
            secrets,
            createdAt: now,
            updatedAt: now,
          };
          await this.#subscriptions.collection.insertOne(made, { session });
          return made;
        },
      },
    );
    return { subscription, ...(await this.#secretOf(subscription, department)) };
  }

  /**
   * A new secret; the former one signs beside it for 24 hours.
   *
   * @throws HubError NOT_FOUND; BAD_USER_INPUT for an inbox; CONFLICT, reason TOO_MANY_ROTATIONS
   */
  async rotateSecret({ department }: Caller, id: string): Promise<SubscriptionWithSecret> {
    const secret = createWebhookSecret();
    const subscription = await this.options.store.withTransaction(async (session) => {
      const known = await this.#get(id, department, session);
      if (known.delivery === 'INBOX') throw badInput('input.id', 'An inbox has no secret to change', 'NO_SECRET');
      const now = this.options.trueClock.now();
      const secrets = replaceSecret(known, this.options.sealer.seal(secret, known._id), now);
      if (secrets.length > mostSecrets) {
        const message = 'Two former secrets sign still; wait until one of them ends, a day after it was replaced';
        throw new HubError('CONFLICT', message, { field: 'input.id', reason: 'TOO_MANY_ROTATIONS' });
      }
      const change = { $set: { secrets, updatedAt: now } };
      await this.#subscriptions.collection.updateOne({ _id: known._id }, change, { session });
      return { ...known, secrets, updatedAt: now };
    });
    return { subscription, secret: formatWebhookSecret(secret) };
  }

  /** @throws HubError NOT_FOUND; CONFLICT, reason SUBSCRIPTION_DISABLED */
  async pause(caller: Caller, id: string): Promise<SubscriptionDocument> {
    const paused = await this.#change(caller, id, ['ACTIVE', 'PAUSED'], {
      $set: { state: 'PAUSED', updatedAt: this.#now() },
    });
    if (paused === null) {
      await this.#get(id, caller.department);
      const message = 'The hub has disabled this subscription; it sends nothing until you resume it';
      throw new HubError('CONFLICT', message, { field: 'input.id', reason: 'SUBSCRIPTION_DISABLED' });
    }
    await this.#follow(paused);
    return paused;
  }

  /**
   * Also what the hub has disabled. Everything that came meanwhile is sent, oldest first, each on a schedule of its own.
   *
   * @throws HubError NOT_FOUND
   */
  async resume(caller: Caller, id: string): Promise<ResumedSubscription> {
    const subscription = await this.#getChanged(caller, id, {
      $set: { state: 'ACTIVE', updatedAt: this.#now() },
      $unset: { failingSince: '', disabledReason: '', throttledUntil: '' },
    });
    const backlog = await this.#backlog.count(subscription._id);
    await this.#follow(subscription);
    return { subscription, backlog };
  }

  /** Cancels what has not been delivered. @throws HubError NOT_FOUND */
  async delete(caller: Caller, id: string): Promise<SubscriptionDocument> {
    const subscription = await this.#getChanged(caller, id, {
      $set: { state: 'DELETED', closing: true, secrets: [], updatedAt: this.#now() },
    });
    await this.#follow(subscription);
    return subscription;
  }

  /** @throws HubError NOT_FOUND; CONFLICT, reason SUBSCRIPTION_NOT_ACTIVE */
  async sendTest({ department }: Caller, id: string): Promise<NotificationDocument> {
    const sourceId = `test:${newRecordId(this.#now())}`;
    const issued = await this.options.store.withTransaction(async (session) => {
      const { _id: subscriptionId, state } = await this.#get(id, department, session);
      if (state !== 'ACTIVE') {
        const message = 'The subscription does not run; resume it before you test it';
        throw new HubError('CONFLICT', message, { field: 'input.id', reason: 'SUBSCRIPTION_NOT_ACTIVE' });
      }
      const test = { kind: testNotification, to: department, sourceId, data: { subscriptionId } };
      return this.options.issuer.issue(session, [{ ...test, subscriptions: [subscriptionId] }]);
    });
    const [notification] = issued;
    if (notification === undefined) throw new Error('A test notification was not issued');
    this.options.wake();
    return notification;
  }

  #now(): Date {
    return this.options.trueClock.now();
  }

  /** One counter a department, so that of two that come at once the second counts the first. */
  async #refuseTooMany({ department }: Caller, session: Session): Promise<void> {
    await this.#counters.take(new Map([[`subscriptions:${department}`, 1]]), session);
    if ((await this.#subscriptions.countOpen(department, session)) < mostSubscriptions) return;
    const message = `Your department has ${String(mostSubscriptions)} subscriptions already; delete one that is not needed`;
    throw new HubError('CONFLICT', message, { reason: 'TOO_MANY_SUBSCRIPTIONS' });
  }

  /** The secret that a creation gave, while it signs still. */
  async #secretOf(created: SubscriptionDocument, department: Caller['department']): Promise<{ secret?: string }> {
    const [first] = created.secrets;
    if (first === undefined) return {};
    const current = await this.#subscriptions.findOwn(created._id, department);
    const isValid =
      current !== null && listValidSecrets(current, this.#now()).some(({ cipher }) => cipher === first.cipher);
    return isValid ? { secret: formatWebhookSecret(this.options.sealer.open(first.cipher, created._id)) } : {};
  }

  async #follow(subscription: SubscriptionDocument): Promise<void> {
    await this.#backlog.follow(subscription, this.#now(), followedAtOnce);
    this.options.wake();
  }

  #change(
    { department }: Caller,
    id: string,
    from: readonly SubscriptionState[],
    update: Update,
  ): Promise<SubscriptionDocument | null> {
    const filter = { _id: parseRecordId(id, 'input.id'), department, state: { $in: from } };
    return this.#subscriptions.collection.findOneAndUpdate(filter, update, { returnDocument: 'after' });
  }

  async #getChanged(caller: Caller, id: string, update: Update): Promise<SubscriptionDocument> {
    return (await this.#change(caller, id, openSubscriptionStates, update)) ?? refuseUnknown();
  }

  async #get(id: string, department: Caller['department'], session?: Session): Promise<SubscriptionDocument> {
    return (await this.#subscriptions.findOwn(parseRecordId(id, 'input.id'), department, session)) ?? refuseUnknown();
  }
}

function refuseUnknown(): never {
  throw new HubError('NOT_FOUND', 'Your department has no subscription with this id', { field: 'input.id' });
}
