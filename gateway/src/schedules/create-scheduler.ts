import type { Clock, DepartmentName } from '@hub/domain';
import { systemClock } from '@hub/domain';
import type { Logger, Part } from '@hub/server';
import { createFeedTokenSigner, deriveDepartmentKey, failpoint } from '@hub/server';
import type { Store } from '@hub/store';
import type { DepartmentClient } from '../federation/department-client.js';
import type { NotificationKind } from '../notifications/kind/define-kind.js';
import type { NotificationIssuer } from '../notifications/notification/issuer.js';
import { BulletinWriter } from './bulletin-writer.js';
import type { HolidayCalendarStore } from './calendar/holiday-calendar-store.js';
import { crontab } from './crontab.js';
import type { ScheduleDefinition } from './define-schedule.js';
import { OccurrenceRepository } from './occurrence.repository.js';
import { leaseMs, OccurrenceRunner } from './occurrence-runner.js';
import { ReportClient } from './report-client.js';
import { ScheduleAlarms } from './schedule-alarms.js';
import { Scheduler } from './scheduler.js';
import { createTicker } from './ticker.js';
import { ToolBox } from './tool-box.js';

export interface SchedulerPartOptions {
  readonly store: Store;
  /** The hub's secret, from which the tokens for reports are derived. */
  readonly secret: Uint8Array;
  readonly clients: ReadonlyMap<DepartmentName, DepartmentClient>;
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  /** The catalogue, by code. */
  readonly kinds: ReadonlyMap<string, NotificationKind>;
  readonly calendars: HolidayCalendarStore;
  readonly logger: Logger;
  /** Business time: what is due. */
  readonly clock: Clock;
  /** Leases and retries. Default: the system's. */
  readonly trueClock?: Clock;
  /** Runs when bulletins were issued: deliveries need not wait to be found. */
  readonly onIssued?: () => void;
  /** Default: the hub's crontab. */
  readonly definitions?: readonly ScheduleDefinition[];
  /** Default true; false where somebody calls `runDue`. */
  readonly ticks?: boolean;
}

/** Schedules that run: `start` brings them to what is declared and ticks every second, `stop` gives back what is claimed. */
export interface SchedulerPart extends Part {
  /** Makes what has come due and runs what is open; resolves when nothing of it is left to run. */
  runDue(): Promise<void>;
  /** Reads the holiday tables anew and aims at what they say: now, and every minute. */
  realign(): Promise<void>;
}

const realignEveryMs = 60_000;

/**
 * Builds the scheduler; starts nothing. `calendars` is opened before it is started.
 *
 * @throws RangeError when a schedule issues a bulletin that the catalogue does not have
 */
export function createScheduler(options: SchedulerPartOptions): SchedulerPart {
  const {
    store,
    kinds,
    calendars,
    logger,
    clock,
    trueClock = systemClock,
    definitions = crontab,
    ticks = true,
  } = options;
  refuseUnknownKinds(definitions, kinds);
  const { calendar } = calendars;
  const alarms = new ScheduleAlarms({ store, issuer: options.issuer, kinds, definitions, clock, calendar });
  const scheduler = new Scheduler({
    store,
    definitions,
    clock,
    trueClock,
    calendar,
    logger,
    onCalendarMissing: (missing) => alarms.calendarMissing(missing),
    onCommitted: () => {
      failpoint('schedule.after-occurrence');
    },
  });
  const tools = new ToolBox({
    store,
    clock,
    trueClock,
    calendar,
    reports: createReportClient(options),
    writer: new BulletinWriter({
      store,
      issuer: options.issuer,
      kinds,
      onCommitted: () => {
        failpoint('schedule.after-chunk');
        options.onIssued?.();
      },
    }),
    alarms,
    leaseMs,
  });
  const runner = new OccurrenceRunner({
    store,
    definitions,
    trueClock,
    tools,
    logger,
    beforeDone: () => {
      failpoint('schedule.before-done');
    },
    onTrouble: (occurrence, error) => alarms.occurrenceFailed(occurrence, error),
  });

  const occurrences = new OccurrenceRepository(store);
  let realignedAt = Number.NEGATIVE_INFINITY;
  const realign = async (): Promise<void> => {
    realignedAt = performance.now();
    const changed = await calendars.refresh();
    await scheduler.realign();
    if (changed) await occurrences.hasten('HOLIDAYS_UNKNOWN', trueClock.now());
  };
  const runDue = async (): Promise<void> => {
    await scheduler.makeDue();
    await runner.runOpen();
  };

  let making: Promise<void> | undefined;
  const tick = (): Promise<void> => {
    // What runs long keeps nothing else from becoming due: the runner goes on beside the next tick
    making ??= (async () => {
      if (performance.now() - realignedAt >= realignEveryMs) await realign();
      await scheduler.makeDue();
    })()
      .catch((error: unknown) => {
        logger.error({ err: error }, 'schedules could not be moved on');
      })
      .finally(() => {
        making = undefined;
      });
    return making.then(() => {
      void runner.runOpen().catch((error: unknown) => {
        logger.error({ err: error }, 'open occurrences could not be read');
      });
    });
  };

  const ticker = createTicker(tick);
  let started = false;
  return {
    runDue,
    realign,
    async start() {
      if (started) return;
      started = true;
      runner.resume();
      await scheduler.declare();
      await realign();
      if (ticks) ticker.start();
    },
    async stop() {
      if (!started) return;
      started = false;
      await ticker.stop();
      await making;
      await runner.stop();
    },
  };
}

function createReportClient({ clients, secret }: SchedulerPartOptions): ReportClient {
  const signers = [...clients.keys()].map(
    (department) => [department, createFeedTokenSigner(deriveDepartmentKey(secret, department), department)] as const,
  );
  return new ReportClient({ clients, signers: new Map(signers) });
}

function refuseUnknownKinds(
  definitions: readonly ScheduleDefinition[],
  kinds: ReadonlyMap<string, NotificationKind>,
): void {
  for (const { code, kinds: issued } of definitions) {
    const unknown = issued.find((kind) => !kinds.has(kind));
    if (unknown !== undefined)
      throw new RangeError(`The schedule ${code} issues ${unknown}, which the catalogue does not have`);
  }
}
