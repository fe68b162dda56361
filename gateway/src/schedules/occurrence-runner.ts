import type { Clock } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import { DepartmentFailure } from '../federation/department-unavailable.js';
import type { ScheduleDefinition } from './define-schedule.js';
import type { OccurrenceDocument } from './occurrence.repository.js';
import { ClaimLost, OccurrenceRepository } from './occurrence.repository.js';
import type { ToolBox } from './tool-box.js';
import { Stopped } from './tool-box.js';

export interface OccurrenceRunnerOptions {
  readonly store: Store;
  readonly definitions: readonly ScheduleDefinition[];
  /** True time: leases and retries. */
  readonly trueClock: Clock;
  readonly tools: ToolBox;
  readonly logger: Logger;
  /** Runs between the last bulletin of an occurrence and its end. */
  readonly beforeDone?: () => void;
  /** An occurrence failed for the third time, or was given up. */
  readonly onTrouble: (occurrence: OccurrenceDocument, error: string) => Promise<void>;
}

const second = 1_000;
const minute = 60 * second;
/** A process that is killed holds its claim for this long; what runs longer renews it. */
export const leaseMs = 2 * minute;
/** After the first, second, third … failure; the last for all further ones. */
const backoffMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute];
const alarmAfter = 3;
const mostAttempts = 20;
/** What is waited for without end, since it is no fault of the occurrence: a holiday table, a department that is down. */
const passing: ReadonlySet<string> = new Set(['HOLIDAYS_UNKNOWN', 'UNREACHABLE', 'TIMEOUT', 'QUEUED']);

/** Runs what is open: one occurrence of a schedule after another, different schedules beside each other. */
export class OccurrenceRunner {
  readonly #occurrences: OccurrenceRepository;
  readonly #definitions: ReadonlyMap<string, ScheduleDefinition>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #passes = new Set<Promise<void>>();
  #stopping = new AbortController();

  constructor(private readonly options: OccurrenceRunnerOptions) {
    this.#occurrences = new OccurrenceRepository(options.store);
    this.#definitions = new Map(options.definitions.map((definition) => [definition.code, definition]));
  }

  /** Runs all that can be claimed now; resolves when nothing of it is left to run. */
  runOpen(): Promise<void> {
    const pass = this.#runAll().finally(() => this.#passes.delete(pass));
    this.#passes.add(pass);
    return pass;
  }

  /** Gives back what is claimed, and claims nothing more until `resume`. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled([...this.#passes, ...this.#running.values()]);
  }

  resume(): void {
    if (this.#stopping.signal.aborted) this.#stopping = new AbortController();
  }

  async #runAll(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const codes = await this.#occurrences.listClaimableSchedules(this.options.trueClock.now());
    await Promise.all(codes.map((code) => this.#runSchedule(code)));
  }

  #runSchedule(code: string): Promise<void> {
    const running = this.#running.get(code);
    if (running !== undefined) return running;
    const started = this.#runInOrder(code)
      .catch((error: unknown) => {
        this.options.logger.error({ err: error, schedule: code }, 'occurrences could not be run');
      })
      .finally(() => this.#running.delete(code));
    this.#running.set(code, started);
    return started;
  }

  async #runInOrder(code: string): Promise<void> {
    const definition = this.#definitions.get(code);
    // Declared by a newer release that runs beside this one, or by an older one no more
    if (definition === undefined) return;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const now = this.options.trueClock.now();
      const claimed = await this.#occurrences.claimFirst(code, now, new Date(now.getTime() + leaseMs));
      if (claimed === null) return;
      await this.#runOne(definition, claimed, signal);
    }
  }

  async #runOne(definition: ScheduleDefinition, claimed: OccurrenceDocument, signal: AbortSignal): Promise<void> {
    const { tools, logger, trueClock } = this.options;
    const { schedule, dueAt, attempts } = claimed;
    try {
      // It took its process with it so often that it would take this one, too
      if (attempts > mostAttempts) return await this.#giveUp(claimed, 'CRASHED');
      const counts = await tools.run(definition, claimed, signal);
      this.options.beforeDone?.();
      await this.#occurrences.change(claimed, { state: 'DONE', counts, finishedAt: trueClock.now() });
      logger.info({ schedule, dueAt, ...counts }, 'an occurrence is done');
    } catch (error) {
      if (error instanceof ClaimLost) return;
      await this.#afterFailure(claimed, error).catch((cause: unknown) => {
        if (!(cause instanceof ClaimLost)) throw cause;
      });
    }
  }

  async #afterFailure(claimed: OccurrenceDocument, cause: unknown): Promise<void> {
    const { logger, trueClock, onTrouble } = this.options;
    const { schedule, dueAt, attempts } = claimed;
    const now = trueClock.now();
    if (cause instanceof Stopped) {
      await this.#occurrences.change(claimed, { nextAttemptAt: now, attempts: attempts - 1 });
      return;
    }
    const error = errorCodeOf(cause);
    logger.warn({ err: cause, schedule, dueAt, attempts, error }, 'an occurrence failed');
    const isPassing = passing.has(error);
    if (attempts >= mostAttempts && !isPassing) {
      await this.#giveUp(claimed, error);
      return;
    }
    const waitMs = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? minute;
    await this.#occurrences.change(claimed, {
      nextAttemptAt: new Date(now.getTime() + waitMs),
      error,
      // Attempts in vain that are no fault of its own bring it no nearer to being given up
      ...(isPassing && { attempts: Math.min(attempts, backoffMs.length) }),
    });
    if (attempts === alarmAfter) await onTrouble(claimed, error);
  }

  async #giveUp(claimed: OccurrenceDocument, error: string): Promise<void> {
    const { logger, trueClock, onTrouble } = this.options;
    const { schedule, dueAt } = claimed;
    // Alarmed first: what ends silently is lost
    await onTrouble(claimed, error);
    await this.#occurrences.change(claimed, { state: 'FAILED', error, finishedAt: trueClock.now() });
    logger.error({ schedule, dueAt, error }, 'an occurrence was given up');
  }
}

function errorCodeOf(error: unknown): string {
  if (error instanceof DepartmentFailure) return error.failure;
  if (error instanceof HubError) return error.details.reason ?? error.code;
  return error instanceof RangeError ? 'BAD_CONTENT' : 'INTERNAL';
}
