import type { Clock, DepartmentName, HolidayCalendar } from '@hub/domain';
import type { Session, Store } from '@hub/store';
import type { BulletinWriter } from './bulletin-writer.js';
import type { DueOccurrence, ScheduleDefinition, ScheduleTools } from './define-schedule.js';
import type { OccurrenceCounts, OccurrenceDocument } from './occurrence.repository.js';
import { OccurrenceRepository } from './occurrence.repository.js';
import type { ReportClient } from './report-client.js';
import type { ScheduleAlarms } from './schedule-alarms.js';
import { seriesOf, ToldRowRepository } from './told-row.repository.js';
import { dateIn } from './date-in.js';

export interface ToolBoxOptions {
  readonly store: Store;
  /** Business time. */
  readonly clock: Clock;
  /** Leases. */
  readonly trueClock: Clock;
  readonly calendar: HolidayCalendar;
  readonly reports: Pick<ReportClient, 'fetch'>;
  readonly writer: BulletinWriter;
  readonly alarms: Pick<ScheduleAlarms, 'calendarMissing'>;
  readonly leaseMs: number;
}

/** The hub stops: the occurrence is left to the next start, or to another process. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Runs an action with tools that hold its claim: each renews the lease, and a claim that was lost stops the action. */
export class ToolBox {
  readonly #occurrences: OccurrenceRepository;
  readonly #told: ToldRowRepository;

  constructor(private readonly options: ToolBoxOptions) {
    this.#occurrences = new OccurrenceRepository(options.store);
    this.#told = new ToldRowRepository(options.store);
  }

  /** @throws ClaimLost Stopped and whatever the action throws */
  async run(
    definition: ScheduleDefinition,
    claimed: OccurrenceDocument,
    signal: AbortSignal,
  ): Promise<OccurrenceCounts> {
    const { calendar, clock, reports, writer, alarms } = this.options;
    const occurrence = await this.#describe(definition, claimed);
    // Attempts before this one issued part of it, perhaps
    let counts: OccurrenceCounts = { rows: 0, issued: claimed.counts?.issued ?? 0, unchanged: 0 };
    const renew = async (session?: Session, values: { readonly counts?: OccurrenceCounts } = {}): Promise<void> => {
      if (signal.aborted) throw new Stopped('The hub stops');
      const nextAttemptAt = new Date(this.options.trueClock.now().getTime() + this.options.leaseMs);
      await this.#occurrences.change(claimed, { nextAttemptAt, ...values }, session);
    };
    const tools: ScheduleTools = {
      calendar,
      clock,
      report: async (department: DepartmentName, name, request) => {
        await renew();
        const rows = await unlessStopped(reports.fetch(department, name, request), signal);
        counts = { ...counts, rows: counts.rows + rows.length };
        return rows;
      },
      issue: async (bulletins, options = {}) => {
        let pending = counts;
        const fence = (session: Session, { issued, unchanged }: Omit<OccurrenceCounts, 'rows'>): Promise<void> => {
          pending = { ...counts, issued: counts.issued + issued, unchanged: counts.unchanged + unchanged };
          return renew(session, { counts: pending });
        };
        await writer.write(bulletins, {
          ...options,
          occurrenceId: claimed._id,
          dueAt: claimed.dueAt,
          fence,
          onCommitted: () => {
            counts = pending;
          },
        });
      },
      listTold: (kind, to) => this.#told.listSeries(seriesOf(kind, to)),
      alarmMissingYear: (missing) => alarms.calendarMissing(missing),
    };
    await definition.action(occurrence, tools);
    return counts;
  }

  async #describe({ code, timeZone }: ScheduleDefinition, claimed: OccurrenceDocument): Promise<DueOccurrence> {
    const { _id: id, dueAt, cronInstant } = claimed;
    const last = await this.#occurrences.findLastDoneBefore(code, dueAt);
    return {
      id,
      code,
      dueAt,
      asOf: dateIn(timeZone, dueAt),
      statedDate: dateIn(timeZone, cronInstant),
      ...(last !== null && { lastDone: dateIn(timeZone, last.dueAt) }),
    };
  }
}

/** Nobody waits for an answer of up to half a minute when the hub stops. */
function unlessStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new Stopped('The hub stops'));
    };
    signal.addEventListener('abort', stop, { once: true });
    answer.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
