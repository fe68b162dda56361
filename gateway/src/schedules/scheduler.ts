import type { Clock, HolidayCalendar } from '@hub/domain';
import { dateInShanghai } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import type { MissingYear } from './calendar/missing-year.js';
import type { ScheduleDefinition } from './define-schedule.js';
import type { Aim, DueOccurrences } from './due-occurrences.js';
import { aimAnew, aimFrom, listDueOccurrences } from './due-occurrences.js';
import type { OccurrenceDocument } from './occurrence.repository.js';
import { occurrenceId, OccurrenceRepository } from './occurrence.repository.js';
import type { ScheduleDocument } from './schedule.repository.js';
import { ScheduleRepository } from './schedule.repository.js';

export interface SchedulerOptions {
  readonly store: Store;
  readonly definitions: readonly ScheduleDefinition[];
  /** Business time: what is due. */
  readonly clock: Clock;
  /** When the first attempt may begin. */
  readonly trueClock: Clock;
  readonly calendar: HolidayCalendar;
  readonly logger: Logger;
  /** A schedule may be due, and the table of the year that would say so is not loaded. */
  readonly onCalendarMissing: (missing: MissingYear) => Promise<void>;
  /** Runs between the commit of occurrences and whatever follows from them. */
  readonly onCommitted?: () => void;
}

/** Occurrences in one transaction. */
const mostAtOnce = 200;
const minute = 60_000;
/** Holidays move an occurrence by less than this: what is nearer may be due, and nobody knows. */
const reachOfHolidays = 14 * 24 * 60 * minute;

/**
 * Makes occurrences of what is due. Any number of schedulers may run on one store: the row of a schedule moves on once, in the
 * transaction that writes the occurrence, and an occurrence's id is its due instant.
 */
export class Scheduler {
  readonly #schedules: ScheduleRepository;
  readonly #occurrences: OccurrenceRepository;
  readonly #reported = new Set<string>();

  constructor(private readonly options: SchedulerOptions) {
    this.#schedules = new ScheduleRepository(options.store);
    this.#occurrences = new OccurrenceRepository(options.store);
  }

  /** Brings the rows to what is declared. A schedule that is new, or has a new expression, begins now. */
  async declare(): Promise<void> {
    const { definitions } = this.options;
    const rows = new Map((await this.#schedules.list()).map((row) => [row._id, row]));
    for (const definition of definitions) await this.#declareOne(definition, rows.get(definition.code));
    const declared = new Set(definitions.map(({ code }) => code));
    for (const row of rows.values()) {
      if (row.enabled && !declared.has(row._id))
        await this.#schedules.replace(row, { ...withoutAim(row), ...aimOnly(row), enabled: false });
    }
  }

  /**
   * Aims again at what the calendar and the clock say by now: a new holiday table tells or moves due instants, and after a
   * clock was set back a schedule would wait for an instant that it passed already. What was made once is never made again.
   */
  async realign(): Promise<void> {
    const now = this.options.clock.now();
    for (const row of await this.#schedules.listEnabled()) {
      const aim = this.#aimOf(row, now);
      if (!sameAim(row, aim)) await this.#schedules.replace(row, { ...withoutAim(row), ...aim });
      if (aim.cronInstant !== undefined && aim.nextDueAt === undefined)
        await this.#reportHorizon(row, aim.cronInstant, now);
    }
  }

  /** Makes every occurrence that has come, and moves the schedules on. A schedule that fails stops no other. */
  async makeDue(): Promise<void> {
    const now = this.options.clock.now();
    for (const row of await this.#schedules.listDue(now)) {
      try {
        await this.#makeDueOf(row, now);
      } catch (error) {
        this.options.logger.error({ err: error, schedule: row._id }, 'a schedule could not be moved on');
      }
    }
  }

  async #makeDueOf(first: ScheduleDocument, now: Date): Promise<void> {
    const { calendar } = this.options;
    let row: ScheduleDocument | null = first;
    while (row?.enabled === true && row.nextDueAt !== undefined && row.nextDueAt <= now) {
      const due = listDueOccurrences(row, { now, calendar, most: mostAtOnce });
      // Another process was quicker: it goes on
      if (!(await this.#commit(row, due))) return;
      this.options.onCommitted?.();
      row = await this.#schedules.find(row._id);
    }
  }

  async #commit(row: ScheduleDocument, { instants, next }: DueOccurrences): Promise<boolean> {
    const { store, trueClock } = this.options;
    const nextAttemptAt = trueClock.now();
    const made = instants.map((instant): OccurrenceDocument => ({
      _id: occurrenceId(row._id, instant.dueAt),
      schedule: row._id,
      cronInstant: instant.cronInstant,
      dueAt: instant.dueAt,
      attempts: 0,
      nextAttemptAt,
      claimNo: 0,
      ...(instant.runs ? { state: 'OPEN' } : { state: 'SKIPPED', reason: 'MISSED', finishedAt: nextAttemptAt }),
    }));
    try {
      return await store.withTransaction(async (session) => {
        if (!(await this.#schedules.replace(row, { ...withoutAim(row), ...next }, session))) return false;
        const ids = made.map(({ _id }) => _id);
        // From before a clock was set back, or moved by a holiday to where one stands: what has run never runs again, and
        // what a wrong clock had skipped runs when its time really comes
        const known = await this.#occurrences.listStates(ids, session);
        const skipped = made.filter(({ _id, state }) => state === 'OPEN' && known.get(_id) === 'SKIPPED');
        const reopened = skipped.map(({ _id }) => _id);
        await this.#occurrences.openSkipped(reopened, nextAttemptAt, session);
        await this.#occurrences.insert(
          made.filter(({ _id }) => !known.has(_id)),
          session,
        );
        return true;
      });
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  async #declareOne(definition: ScheduleDefinition, row: ScheduleDocument | undefined): Promise<void> {
    const { clock, calendar } = this.options;
    const { code, title, cron, timeZone, holidayRule, catchUp } = definition;
    const stated = { title, cron, timeZone, holidayRule, catchUp, enabled: true };
    const begin = (): Aim => aimFrom(definition, clock.now(), calendar);
    if (row === undefined) {
      try {
        await this.#schedules.insert({ _id: code, ...stated, ...begin(), revision: 1 });
      } catch (error) {
        // Another process that starts at the same time
        if (!(error instanceof DuplicateKeyError)) throw error;
      }
      return;
    }
    const moves = !row.enabled || row.cron !== cron || row.timeZone !== timeZone || row.holidayRule !== holidayRule;
    const same = !moves && row.title === title && row.catchUp === catchUp;
    if (!same) await this.#schedules.replace(row, { ...stated, ...(moves ? begin() : aimOnly(row)) });
  }

  #aimOf(row: ScheduleDocument, now: Date): Aim {
    const { calendar } = this.options;
    const standing: Aim = row.cronInstant === undefined ? {} : aimAnew(row, row.cronInstant, calendar);
    const isPast = standing.cronInstant !== undefined && (standing.nextDueAt ?? standing.cronInstant) <= now;
    if (isPast) return standing;
    const fresh = aimFrom(row, now, calendar);
    return isEarlier(fresh, standing) ? fresh : standing;
  }

  async #reportHorizon(row: ScheduleDocument, cronInstant: Date, now: Date): Promise<void> {
    const { logger, calendar, onCalendarMissing } = this.options;
    if (cronInstant.getTime() - reachOfHolidays > now.getTime()) return;
    const key = occurrenceId(row._id, cronInstant);
    if (this.#reported.has(key)) return;
    const stated = Number(dateInShanghai(cronInstant).slice(0, 4));
    const year = [stated, stated + 1, stated - 1].find((each) => !calendar.knowsYear(each)) ?? stated;
    logger.error({ schedule: row._id, year }, 'a schedule waits for the holiday table of a year; load it');
    await onCalendarMissing({ year, state: 'BLOCKED' });
    this.#reported.add(key);
  }
}

function isEarlier(one: Aim, other: Aim): boolean {
  if (one.cronInstant === undefined) return false;
  if (other.cronInstant === undefined) return true;
  if (one.nextDueAt !== undefined && other.nextDueAt !== undefined) return one.nextDueAt < other.nextDueAt;
  return one.cronInstant < other.cronInstant;
}

function sameAim(one: Aim, other: Aim): boolean {
  return (
    one.cronInstant?.getTime() === other.cronInstant?.getTime() &&
    one.nextDueAt?.getTime() === other.nextDueAt?.getTime()
  );
}

function aimOnly({ cronInstant, nextDueAt }: ScheduleDocument): Aim {
  return { ...(cronInstant !== undefined && { cronInstant }), ...(nextDueAt !== undefined && { nextDueAt }) };
}

type Stated = Omit<ScheduleDocument, '_id' | 'revision'>;

function withoutAim({ title, cron, timeZone, holidayRule, catchUp, enabled }: ScheduleDocument): Stated {
  return { title, cron, timeZone, holidayRule, catchUp, enabled };
}
