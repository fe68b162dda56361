import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { Logger, Metrics, Part } from '@hub/server';
import type { CollectionDefinition, Document, Store } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import type { EventDefinition } from '@hub/subgraph';
import { DepartmentFailure } from '../../federation/department-unavailable.js';
import type { Executor } from '../../federation/executor.js';
import type { NotificationKind } from '../kind/define-kind.js';
import { catalogue } from '../kinds/catalogue.js';
import { Counters } from '../notification/counters.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { pullBackoffMs } from './backoff.js';
import { EventIntake } from './event-intake.js';
import type { EventReaction } from './event-reaction.js';
import { FeedClient } from './feed-client.js';
import { CursorMoved, feedCursorCollection } from './feed-cursor.repository.js';
import type { LateReading } from './feed-puller.js';
import { FeedPuller } from './feed-puller.js';
import type { IntakeMetrics } from './intake-metrics.js';
import { createIntakeMetrics } from './intake-metrics.js';
import type { QuarantinedEventDocument } from './quarantined-event.repository.js';
import { quarantinedEventCollection } from './quarantined-event.repository.js';
import { RuleEngine } from './rule-engine.js';
import { createRuleQuestions } from './rule-questions.js';
import { RuleTaskRunner } from './rule-task-runner.js';
import { ruleTaskCollection, RuleTaskRepository } from './rule-task.repository.js';
import { SeenEventRepository, seenEventCollection } from './seen-event.repository.js';

/** Collections that the intake writes, beside those of the issuer. */
export const intakeCollections: readonly CollectionDefinition<Document>[] = [
  feedCursorCollection,
  seenEventCollection,
  quarantinedEventCollection,
  ruleTaskCollection,
];

export interface IntakeOptions {
  readonly store: Store;
  readonly issuer: NotificationIssuer;
  /** Answers the questions of rules. */
  readonly executor: Executor;
  /** The hub's secret, from which the feeds' keys are derived. */
  readonly secret: Uint8Array;
  /** Origin of a department, asked at each call. */
  readonly departmentUrl: (department: DepartmentName) => string;
  /** How long a department's answer may take, beyond the time that it is asked to wait. */
  readonly timeoutMs: number;
  /** Events that departments tell, as the committed schema file lists them. */
  readonly events: readonly EventDefinition[];
  /** Business time. */
  readonly clock: Clock;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'registry'>;
  /** Whose feeds are read. Default: every department's. */
  readonly departments?: readonly DepartmentName[];
  /** Default: the catalogue. */
  readonly kinds?: readonly NotificationKind[];
  /** What else follows from events. */
  readonly reactions?: readonly EventReaction[];
  /** Told after each commit: deliveries are due. */
  readonly onIssued?: (issued: readonly NotificationDocument[]) => void;
}

/** Reads the feeds of departments and issues the bulletins that follow from their events. */
export interface Intake extends Part {
  /** Begins to read; calls nobody before. */
  start(): Promise<void>;
  /** Ends what waits at once; what is being stored is stored. */
  stop(): Promise<void>;
  /** One step: every feed to its end, and the rules that are due again; for tests and tools. */
  pullOnce(departments?: readonly DepartmentName[]): Promise<void>;
  /** Forgets events that cannot come again; done every hour while it runs. */
  sweep(): Promise<void>;
  /** Reads an event again that could not be read. */
  readAgain(row: QuarantinedEventDocument): Promise<LateReading>;
  readonly metrics: IntakeMetrics;
}

/** Departments hold an answer back so long when nothing happens. */
const longPollMs = 20_000;
const shortestPollMs = 1_000;
const lookForTasksEveryMs = 1_000;
const sweepEveryMs = 60 * 60 * 1_000;

/** Builds the intake; starts nothing. */
export function createIntake(options: IntakeOptions): Intake {
  const { store, issuer, executor, clock, trueClock, logger, departments = departmentNames } = options;
  const { kinds = catalogue, reactions = [], onIssued = () => undefined } = options;
  const engine = new RuleEngine({ kinds, issuer, questions: createRuleQuestions(executor) });
  const tasks = new RuleTaskRepository(store);
  const seen = new SeenEventRepository(store);
  const counters = new Counters(store);
  const metrics = createIntakeMetrics(options.metrics, {
    countTasks: (state) => tasks.collection.countDocuments({ state }),
    countIssued: () => counters.countIssued(),
  });
  const intake = new EventIntake({ store, issuer, engine, clock, trueClock, reactions, logger });
  const runner = new RuleTaskRunner({ store, issuer, engine, trueClock, logger });
  const shapes = new Map(options.events.map(({ type, content }) => [type, content]));
  const feeds = departments.map((department) => {
    const { secret, timeoutMs, departmentUrl } = options;
    const client = new FeedClient({ department, secret, shapes, timeoutMs, url: () => departmentUrl(department) });
    const puller = new FeedPuller({ department, store, client, intake, clock, metrics, onIssued });
    return { department, client, puller };
  });

  const sweep = (): Promise<void> => seen.sweep(trueClock.now());
  const runTasks = async (): Promise<number> => {
    const { tried, issued } = await runner.runDue();
    if (issued.length > 0) onIssued(issued);
    return tried;
  };

  /** Until stopped, whatever happens: a loop that ended would be a feed that nobody reads. */
  const loop = async (step: () => Promise<number>, what: object, signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      try {
        const waitMs = await step();
        failures = 0;
        if (waitMs > 0) await wait(waitMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        report(error, { ...what, failures });
        await wait(pullBackoffMs(failures, Math.random()), signal);
      }
    }
  };
  const report = (error: unknown, what: { readonly failures: number }): void => {
    if (error instanceof CursorMoved || error instanceof DuplicateKeyError) return;
    // One line when it begins: a department that is down says nothing new every half a minute
    if (error instanceof DepartmentFailure) {
      if (what.failures === 1)
        logger.warn({ ...what, failure: error.failure, err: error.cause }, 'a feed cannot be read');
      return;
    }
    logger.error({ ...what, err: error }, 'events could not be taken in');
  };

  /** A feed that answers with nothing, and at once, is not asked in a hot loop. */
  const pullLong = async (puller: FeedPuller): Promise<number> => {
    const askedAt = performance.now();
    const passed = await puller.pull(longPollMs);
    return passed === 0 && performance.now() - askedAt < shortestPollMs ? shortestPollMs : 0;
  };

  let running: { readonly stop: AbortController; readonly loops: Promise<unknown> } | undefined;
  return {
    metrics,
    start() {
      if (running !== undefined) return Promise.resolve();
      const stop = new AbortController();
      for (const { client } of feeds) client.start();
      const pullers = feeds.map(({ department, puller }) => loop(() => pullLong(puller), { department }, stop.signal));
      const taskLoop = loop(async () => ((await runTasks()) > 0 ? 0 : lookForTasksEveryMs), {}, stop.signal);
      running = {
        stop,
        loops: Promise.all([...pullers, taskLoop, loop(() => sweep().then(() => sweepEveryMs), {}, stop.signal)]),
      };
      return Promise.resolve();
    },
    async stop() {
      running?.stop.abort();
      await Promise.all(feeds.map(({ client }) => client.stop()));
      await running?.loops;
      running = undefined;
    },
    async pullOnce(wanted = departments) {
      for (const { puller } of feeds.filter(({ department }) => wanted.includes(department))) {
        while ((await puller.pull(0)) > 0);
      }
      while ((await runTasks()) > 0);
    },
    sweep,
    readAgain: (row) =>
      feeds.find(({ department }) => department === row.department)?.puller.readAgain(row) ?? Promise.resolve('gone'),
  };
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
