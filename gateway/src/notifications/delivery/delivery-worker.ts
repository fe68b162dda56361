import type { Clock } from '@hub/domain';
import type { Logger, Part } from '@hub/server';
import { failpoint } from '@hub/server';
import type { Store } from '@hub/store';
import type { ClientRegister } from '../../access/client-register.js';
import type { NotificationKind } from '../kind/define-kind.js';
import { catalogue } from '../kinds/catalogue.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import type { SecretSealer } from '../subscription/secret-sealer.js';
import { SubscriptionRepository } from '../subscription/subscription.repository.js';
import { Backlog } from './backlog.js';
import { DeliveryAlarms } from './delivery-alarms.js';
import type { CarryOutcome } from './delivery-courier.js';
import { DeliveryCourier } from './delivery-courier.js';
import type { DeliveryMetrics } from './delivery-metrics.js';
import { DeliveryRecorder } from './delivery-recorder.js';
import { DeliveryRights } from './delivery-rights.js';
import type { Turn } from './delivery-turns.js';
import { DeliveryTurns, failingPauseMs } from './delivery-turns.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DueScan } from './due-scan.js';
import type { TargetGuard } from './target-guard.js';
import { WebhookSender } from './webhook-sender.js';

export interface DeliveryWorkerOptions {
  readonly store: Store;
  /** Retries, leases, webhook timestamps and secrets go by true time. */
  readonly trueClock: Pick<Clock, 'now'>;
  readonly clients: Pick<ClientRegister, 'findActive'>;
  /** Tells owners and the hub what is wrong (S-02, S-03). */
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  /** Who may receive what. Default: the catalogue. */
  readonly kinds?: readonly NotificationKind[];
  readonly guard: TargetGuard;
  readonly sealer: SecretSealer;
  readonly logger: Logger;
  /** Address of the hub as its clients know it. */
  readonly hubUrl: string;
  readonly metrics?: Pick<DeliveryMetrics, 'observeAttempt'>;
  /** From the start of an attempt to the last byte of the answer. Default 15 s. */
  readonly timeoutMs?: number;
  /** How long `stop` lets run what runs. Default 10 s. */
  readonly graceMs?: number;
  /** Certificates (PEM) to trust instead of the system's. */
  readonly ca?: string;
  /** From 0 up to 1: spreads retries. Default `Math.random`. */
  readonly random?: () => number;
}

export interface DeliveryWorker extends Part {
  /** Something may be due: looks at once instead of at the next scan. */
  notify(): void;
  /**
   * Attempts what is due now, also when the worker was not started, until nothing is.
   *
   * @returns how many attempts were made
   */
  runDue(): Promise<number>;
}

/** What another process made due is found by then. */
const scanEveryMs = 1_000;
/** Every so many scans also look for deliveries that lost sight of their subscription. */
const scansPerSweep = 5;
const defaultGraceMs = 10_000;
/** Results being written while others have their turn. */
const mostWriting = 64;

/** Sends what is due. Any number of processes may do so over one store. Builds; starts nothing. */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, trueClock, clients, issuer, sealer, logger, random = Math.random, guard, timeoutMs, ca } = options;
  const deliveries = new DeliveryRepository(store);
  const subscriptions = new SubscriptionRepository(store);
  const kinds = new Map((options.kinds ?? catalogue).map((kind) => [kind.code, kind]));
  const notifications = new NotificationRepository(store);
  const rights = new DeliveryRights({ subscriptions, notifications, clients, kinds, trueClock });
  const alarms = new DeliveryAlarms({ issuer, kinds, trueClock, logger });
  const recorder = new DeliveryRecorder({ store, deliveries, subscriptions, alarms, trueClock, logger, random });
  const sender = new WebhookSender({
    guard,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(ca !== undefined && { ca }),
  });
  const source = new URL('/notifications', options.hubUrl).href;
  const courier = new DeliveryCourier({ rights, deliveries, recorder, sender, sealer, trueClock, logger, source });
  const scan = new DueScan({ deliveries, subscriptions, backlog: new Backlog(deliveries), rights, trueClock });
  return new Worker({ ...options, deliveries, courier, sender, scan });
}

interface WorkerOptions extends DeliveryWorkerOptions {
  readonly deliveries: DeliveryRepository;
  readonly courier: DeliveryCourier;
  readonly sender: WebhookSender;
  readonly scan: DueScan;
}

class Worker implements DeliveryWorker {
  readonly #turns = new DeliveryTurns();
  #isOpen = false;
  #timer: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #scanning: Promise<void> | undefined;
  #scanAgain = false;
  #scans = 0;
  #attempts = 0;
  /** Turns taken, and results being written. */
  #running = 0;
  #whenIdle: (() => void)[] = [];
  #stopping: Promise<void> | undefined;
  /** Where nobody waits for time to pass, receivers that fail get no pause either. */
  #isHurried = false;

  constructor(private readonly options: WorkerOptions) {}

  async start(): Promise<void> {
    await this.#stopping;
    if (this.#isOpen) return;
    this.#open();
    this.#timer = setInterval(() => this.notify(), scanEveryMs);
    this.notify();
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close().finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  notify(): void {
    if (!this.#isOpen) return;
    if (this.#scanning !== undefined) {
      this.#scanAgain = true;
      return;
    }
    this.#scanning = this.#lookAround().finally(() => {
      this.#scanning = undefined;
      if (!this.#scanAgain) return;
      this.#scanAgain = false;
      this.notify();
    });
  }

  async runDue(): Promise<number> {
    const wasOpen = this.#isOpen;
    const before = this.#attempts;
    this.#open();
    this.#isHurried = true;
    try {
      for (let attempts = -1; attempts !== this.#attempts;) {
        attempts = this.#attempts;
        while (await this.options.scan.sweep());
        while (await this.options.scan.run((id) => this.#turns.offer(id)));
        this.#begin();
        await this.#idle();
      }
    } finally {
      this.#isHurried = false;
      this.#isOpen = wasOpen;
    }
    return this.#attempts - before;
  }

  #open(): void {
    this.#isOpen = true;
    this.options.sender.start();
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    clearInterval(this.#timer);
    clearTimeout(this.#pause);
    this.#pause = undefined;
    await this.#scanning;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.options.graceMs ?? defaultGraceMs);
    });
    await Promise.race([this.#idle(), grace]);
    clearTimeout(timer);
    // What is still under way is given back: due at once, for whoever comes next
    await this.options.sender.stop();
    await this.#idle();
  }

  async #lookAround(): Promise<void> {
    const { scan, logger } = this.options;
    try {
      let isMore = await scan.run((id) => {
        this.#turns.offer(id);
        this.#begin();
      });
      if (this.#scans++ % scansPerSweep === 0) isMore = (await scan.sweep()) || isMore;
      this.#scanAgain ||= isMore;
    } catch (error) {
      // The next scan comes in a second
      logger.error({ err: error }, 'deliveries could not be looked for');
    }
  }

  /** Begins whatever may begin now. */
  #begin(): void {
    while (this.#isOpen) {
      const turn = this.#turns.take(this.#isHurried ? Infinity : performance.now());
      if (turn === undefined) break;
      void this.#run(turn);
    }
    if (!this.#isOpen || !this.#turns.isAnyReady || this.#pause !== undefined) return;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#begin();
    }, failingPauseMs);
  }

  /** Never rejects. */
  async #run(turn: Turn): Promise<void> {
    const { deliveries, courier, trueClock, metrics, logger } = this.options;
    let outcome: CarryOutcome = 'NOT_SENT';
    let isClaiming = true;
    let isGiven = false;
    const give = (result: CarryOutcome): void => {
      if (isGiven) return;
      isGiven = true;
      this.#turns.give(turn, tellingOf(result), performance.now());
    };
    this.#running += 1;
    try {
      failpoint('delivery.before-claim');
      const claim = await deliveries.claim(turn.id, trueClock.now());
      isClaiming = false;
      this.#turns.claimed(turn, claim !== null);
      if (claim !== null) {
        failpoint('delivery.after-claim');
        this.#begin();
        outcome = await courier.carry(claim, (answer) => {
          // The next claim shares a transaction, and its wait for the disk, with the writing of this result
          if (this.#running - this.#turns.inFlight >= mostWriting) return;
          give(answer);
          this.#begin();
        });
        metrics?.observeAttempt(outcome);
      }
    } catch (error) {
      // What was claimed is claimed again when its lease ends
      if (isClaiming) this.#turns.claimed(turn, false);
      logger.error({ err: error, subscriptionId: turn.id }, 'a delivery could not be seen to');
    }
    if (outcome !== 'NOT_SENT') this.#attempts += 1;
    give(outcome);
    this.#running -= 1;
    this.#begin();
    if (this.#running > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }
}

/** Whether the receiver is there; undefined where the outcome says nothing about it. */
function tellingOf(outcome: CarryOutcome): boolean | undefined {
  if (outcome === 'NOT_SENT' || outcome === 'STOPPED' || outcome === 'POISONED') return undefined;
  return outcome === 'DELIVERED';
}
