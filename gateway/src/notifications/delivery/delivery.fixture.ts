import { idempotencyCollection } from '@hub/subgraph';
import type { Caller, CallerName } from '@hub/domain';
import type { WebhookNetwork } from '@hub/server';
import { createLogger } from '@hub/server';
import type { Answer, WebhookReceiver } from '../../../test/webhook-receiver.js';
import { startWebhookReceiver } from '../../../test/webhook-receiver.js';
import type { Client } from '../../access/client.js';
import { clientCollection, ClientRegister } from '../../access/client-register.js';
import { catalogue } from '../kinds/catalogue.js';
import type { IssuerTrial } from '../notification/issuer.fixture.js';
import { startIssuerTrial, trialKind } from '../notification/issuer.fixture.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { SecretSealer } from '../subscription/secret-sealer.js';
import { SubscriptionRepository } from '../subscription/subscription.repository.js';
import { SubscriptionService } from '../subscription/subscription.service.js';
import type { DeliveryWorker, DeliveryWorkerOptions } from './delivery-worker.js';
import { createDeliveryWorker } from './delivery-worker.js';
import type { DeliveryDocument } from './delivery.repository.js';
import { DeliveryRepository } from './delivery.repository.js';
import { RedeliveryService } from './redelivery.service.js';
import { TargetGuard } from './target-guard.js';

export const loopback: readonly WebhookNetwork[] = [{ cidr: '127.0.0.0/8', port: '*' }];

export const police: Caller = {
  client: 'police-system',
  department: 'police',
  purpose: 'OWN_RECORDS',
  officer: 'o',
};
export const community: Caller = { ...police, client: 'community-system', department: 'community' };

/** Everything about deliveries on a real store, with receivers on real sockets. True time stands until a test moves it. */
export interface DeliveryTrial extends IssuerTrial {
  readonly deliveries: DeliveryRepository;
  readonly subscriptionRows: SubscriptionRepository;
  readonly notifications: NotificationRepository;
  readonly subscriptions: SubscriptionService;
  readonly redelivery: RedeliveryService;
  readonly clients: ClientRegister;
  readonly sealer: SecretSealer;
  readonly worker: DeliveryWorker;
  /** Another process over the same store. */
  createWorker(options?: Partial<DeliveryWorkerOptions>): DeliveryWorker;
  startReceiver(answer?: Answer): Promise<WebhookReceiver>;
  /** A webhook subscription of police to N-91. */
  subscribe(url: string, caller?: Caller): Promise<{ readonly id: string; readonly secret: string }>;
  /** Issues so many N-91 to one department, a business second after the last. */
  tell(count?: number, to?: CallerName): Promise<readonly NotificationDocument[]>;
  /** Moves true time. */
  pass(ms: number): void;
  all(): Promise<readonly DeliveryDocument[]>;
}

const started = '2026-11-20T02:00:00Z';

export async function startDeliveryTrial(options: Partial<DeliveryWorkerOptions> = {}): Promise<DeliveryTrial> {
  const trial = await startIssuerTrial([clientCollection, idempotencyCollection]);
  const { store, issuer, clock, trueClock } = trial;
  trueClock.set(started);
  const clients = new ClientRegister(store);
  await clients.replaceAll([police, community].map(clientOf));
  const guard = new TargetGuard({ allow: loopback });
  const sealer = new SecretSealer(new Uint8Array(32));
  const logger = createLogger({ name: 'gateway', level: 'silent' });
  const kinds = [...catalogue, trialKind];
  const workers: DeliveryWorker[] = [];
  const receivers: WebhookReceiver[] = [];
  const createWorker = (changed: Partial<DeliveryWorkerOptions> = {}): DeliveryWorker => {
    const made = createDeliveryWorker({
      store,
      trueClock,
      clients,
      issuer,
      kinds,
      guard,
      sealer,
      logger,
      random: () => 0,
      hubUrl: 'https://hub.example',
      ...options,
      ...changed,
    });
    workers.push(made);
    return made;
  };
  const worker = createWorker();
  const wake = (): void => worker.notify();
  const contentKey = new Uint8Array(32);
  const resources = { synthetic: true, personTagKey: contentKey, contentKey };
  const subscriptions = new SubscriptionService({
    store,
    clock,
    trueClock,
    resources,
    guard,
    sealer,
    issuer,
    kinds,
    wake,
  });
  const deliveries = new DeliveryRepository(store);
  let keys = 0;
  let sources = 0;
  return {
    ...trial,
    deliveries,
    subscriptionRows: new SubscriptionRepository(store),
    notifications: new NotificationRepository(store),
    subscriptions,
    redelivery: new RedeliveryService({ store, trueClock, wake }),
    clients,
    sealer,
    worker,
    createWorker,
    async startReceiver(answer) {
      const receiver = await startWebhookReceiver(answer);
      receivers.push(receiver);
      return receiver;
    },
    async subscribe(url, caller = police) {
      const request = { idempotencyKey: `k${String(keys++)}`, kinds: ['N-91'], delivery: 'WEBHOOK', url } as const;
      const { subscription, secret = '' } = await subscriptions.create(caller, request);
      return { id: subscription._id, secret };
    },
    tell(count = 1, to = 'police') {
      const draft = () => ({ kind: trialKind, to, sourceId: `s${String(sources++)}`, data: { place: '999901' } });
      clock.set(new Date(clock.now().getTime() + 1_000).toISOString());
      return trial.issue(...Array.from({ length: count }, draft));
    },
    pass(ms) {
      trueClock.set(new Date(trueClock.now().getTime() + ms).toISOString());
    },
    all: () => deliveries.collection.find({}, { sort: { _id: 1 } }).toArray(),
    async stop() {
      await Promise.all(workers.map((one) => one.stop()));
      await Promise.all(receivers.map((one) => one.stop()));
      await trial.stop();
    },
  };
}

/** A client as an operator registers it. */
export function clientOf({ client, department }: Caller): Client {
  return { _id: client, department, purposes: ['OWN_RECORDS'], jwks: { keys: [] }, active: true };
}
