import type { DepartmentName } from '@hub/domain';
import { systemClock } from '@hub/domain';
import type { HttpAddress, Logger, Metrics, Part, SigningKeys } from '@hub/server';
import { combineParts } from '@hub/server';
import type { Store } from '@hub/store';
import type { EventDefinition } from '@hub/subgraph';
import { startIdempotencySweeper } from '@hub/subgraph';
import type { ClientRegister } from '../access/client-register.js';
import type { DepartmentClient } from '../federation/department-client.js';
import type { Executor } from '../federation/executor.js';
import type { GatewayOptions } from '../gateway-options.js';
import { createHubResources } from '../hub/resources.js';
import type { HubServices } from '../hub/services.js';
import { HolidayCalendarStore } from '../schedules/calendar/holiday-calendar-store.js';
import { HolidayYearService } from '../schedules/calendar/holiday-year.service.js';
import { createScheduler } from '../schedules/create-scheduler.js';
import { createScheduleList } from '../schedules/schedule-list.js';
import { createDeliveryMetrics } from './delivery/delivery-metrics.js';
import { createDeliveryWorker } from './delivery/delivery-worker.js';
import { RedeliveryService } from './delivery/redelivery.service.js';
import { TargetGuard } from './delivery/target-guard.js';
import { createIntake } from './intake/intake.js';
import { RepairService } from './intake/repair/repair.service.js';
import { catalogue, findKind, getKind } from './kinds/catalogue.js';
import { removeOldContent } from './notification/content-retention.js';
import { NotificationIssuer } from './notification/issuer.js';
import { listOwnAddresses } from './own-addresses.js';
import { EventClosing } from './receipt/close-by-event.js';
import { readEscalationInboxes } from './receipt/escalation-inbox-file.js';
import { settleEscalationInboxes } from './receipt/escalation-inbox.repository.js';
import { Ladder } from './receipt/ladder.js';
import { RecallService } from './receipt/recall.service.js';
import { ReceiptService } from './receipt/receipt.service.js';
import { createRepeatedWork } from './repeated-work.js';
import { SecretSealer } from './subscription/secret-sealer.js';
import { SubscriptionService } from './subscription/subscription.service.js';

export interface NotificationsParts {
  readonly options: GatewayOptions;
  readonly store: Store;
  /** The first signs bulletins. */
  readonly keys: SigningKeys;
  readonly executor: Executor;
  readonly departments: ReadonlyMap<DepartmentName, DepartmentClient>;
  readonly clients: ClientRegister;
  readonly metrics: Metrics;
  /** Events that departments tell. */
  readonly events: readonly EventDefinition[];
  /** Where the gateway listens. */
  readonly address: HttpAddress;
  /** Address of the hub as its clients know it. */
  readonly hubUrl: string;
}

/** 通报: from what departments tell to what receivers have acknowledged. */
export interface Notifications extends Part {
  readonly services: HubServices;
}

const ladderEveryMs = 1_000;
const retentionEveryMs = 60 * 60 * 1_000;

/** Puts the parts of bulletins together; starts nothing. */
export function createNotifications(parts: NotificationsParts): Notifications {
  const { options, store, keys, executor, departments, clients, metrics, hubUrl } = parts;
  const { environment, secret, logger, clock = systemClock } = options;
  const trueClock = systemClock;
  const timing = { store, clock, trueClock };

  const calendars = new HolidayCalendarStore({ store, clock, logger });
  const calendar = (): ReturnType<HolidayCalendarStore['current']> => calendars.current();
  const issuer = new NotificationIssuer({ ...timing, keys, calendar });
  const guard = new TargetGuard({
    allow: environment.webhookAllow,
    ownAddresses: () => listOwnAddresses(options, parts.address),
  });
  const sealer = new SecretSealer(secret);
  const deliveryMetrics = createDeliveryMetrics(metrics, store, trueClock);
  const deliveries = createDeliveryWorker({
    ...timing,
    clients,
    issuer,
    guard,
    sealer,
    logger,
    hubUrl,
    metrics: deliveryMetrics,
  });
  const wake = (): void => deliveries.notify();
  const closing = new EventClosing({ store, clock, kinds: catalogue });
  const intake = createIntake({
    ...timing,
    issuer,
    executor,
    secret,
    departmentUrl: (name) => options.departmentUrl?.(name) ?? environment.departmentUrls[name],
    timeoutMs: environment.departmentTimeoutMs,
    events: parts.events,
    logger,
    metrics,
    reactions: [(events, session) => closing.close(events, session)],
    onIssued: wake,
  });
  const kinds = new Map(catalogue.map((kind) => [kind.code, kind]));
  const scheduler = createScheduler({
    ...timing,
    secret,
    clients: departments,
    issuer,
    kinds,
    calendars,
    logger,
    onIssued: wake,
  });
  const ladder = new Ladder({ ...timing, calendar, issuer, findKind, escalationKind: getKind('E-01'), wake, logger });

  const resources = createHubResources(options);
  const services: HubServices = {
    subscriptions: new SubscriptionService({ ...timing, resources, guard, sealer, issuer, wake }),
    redelivery: new RedeliveryService({ store, trueClock, wake }),
    receipts: new ReceiptService({ store, clock }),
    recalls: new RecallService({ ...timing, issuer, findKind, wake }),
    schedules: createScheduleList(store),
    holidayYears: new HolidayYearService({ ...timing, resources, onLoaded: () => scheduler.realign() }),
    repairs: new RepairService({ store, trueClock, readAgain: (row) => intake.readAgain(row) }),
    findKind,
  };

  const running = combineParts([
    {
      start: async () => {
        await calendars.open();
        await settleEscalationInboxes(store, await readEscalationInboxes(environment.dataDir));
      },
      stop: () => Promise.resolve(),
    },
    deliveries,
    createRepeatedWork({
      failure: 'overdue receipts could not be seen to',
      everyMs: ladderEveryMs,
      work: (signal) => ladder.runDue(signal),
      logger,
    }),
    createRepeatedWork({
      failure: 'the content of old bulletins could not be removed',
      everyMs: retentionEveryMs,
      work: () => removeOldContent(store, clock),
      logger,
    }),
    createSweeping(store, logger),
    scheduler,
    intake,
  ]);
  return { ...running, services };
}

/** The hub's own mutations keep their first answers as long as a department's do. */
function createSweeping(store: Store, logger: Logger): Part {
  let sweeper: ReturnType<typeof startIdempotencySweeper> | undefined;
  return {
    start: () => {
      sweeper ??= startIdempotencySweeper(store, systemClock, logger);
      return Promise.resolve();
    },
    stop: async () => {
      await sweeper?.stop();
      sweeper = undefined;
    },
  };
}
