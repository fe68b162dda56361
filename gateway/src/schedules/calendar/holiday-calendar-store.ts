import type { Clock, HolidayCalendar, HolidayYear } from '@hub/domain';
import { createHolidayCalendar, defaultHolidayYears } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import type { HolidayYearDocument } from './holiday-year.repository.js';
import { holidayYearId, HolidayYearRepository, nation } from './holiday-year.repository.js';

export interface HolidayCalendarStoreOptions {
  readonly store: Store;
  /** When a table was loaded. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whose days off count. Default: the nation's. */
  readonly jurisdiction?: string;
  /** Tables that the release came with. */
  readonly release?: readonly HolidayYear[];
}

const attempts = 3;

/**
 * The calendar of working days that the hub counts with: its tables are rows of the store, so that a year is added without a
 * release, and every process of the hub comes to know it within a minute.
 */
export class HolidayCalendarStore {
  readonly #years: HolidayYearRepository;
  readonly #release: readonly HolidayYear[];
  #current: HolidayCalendar;
  #known = '';

  constructor(private readonly options: HolidayCalendarStoreOptions) {
    this.#years = new HolidayYearRepository(options.store);
    this.#release = options.release ?? defaultHolidayYears();
    this.#current = createHolidayCalendar(this.#release);
  }

  /** The calendar as it was last read. */
  current(): HolidayCalendar {
    return this.#current;
  }

  /** A calendar that is always the current one. */
  readonly calendar: HolidayCalendar = liveCalendar(() => this.#current);

  /** Stores what the release knows better than the store, and reads all. */
  async open(): Promise<void> {
    await this.#fill();
    await this.refresh();
  }

  /** @returns whether the calendar has changed since it was last read */
  async refresh(): Promise<boolean> {
    const { jurisdiction = nation } = this.options;
    const rows = await this.#years.list([nation, jurisdiction]);
    const known = rows.map(({ _id, revision }) => `${_id}:${String(revision)}`).join(' ');
    if (known === this.#known || rows.length === 0) return false;
    // A jurisdiction's own table of a year stands for the nation's: of two the later counts
    const ofNation = rows.filter((row) => row.jurisdiction === nation);
    const own = rows.filter((row) => row.jurisdiction !== nation);
    this.#current = createHolidayCalendar([...ofNation, ...own]);
    this.#known = known;
    return true;
  }

  async #fill(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#fillOnce();
        return;
      } catch (error) {
        // Another process that starts at the same time
        if (!(error instanceof DuplicateKeyError) || attempt === attempts) throw error;
      }
    }
  }

  async #fillOnce(): Promise<void> {
    const { store, clock, logger } = this.options;
    const standing = new Map((await this.#years.list([nation])).map((row) => [row.year, row]));
    const better = this.#release.filter((year) => isBetter(year, standing.get(year.year)));
    if (better.length === 0) return;
    const loadedAt = clock.now();
    await store.withTransaction(async (session) => {
      for (const { year, holidays, workdays } of better) {
        const id = holidayYearId(nation, year);
        const row = await this.#years.find(id, session);
        if (row?.source === 'LOADED') continue;
        const revision = (row?.revision ?? 0) + 1;
        await this.#years.replace(
          { _id: id, jurisdiction: nation, year, holidays, workdays, source: 'RELEASE', revision, loadedAt },
          session,
        );
      }
    });
    logger.info({ years: better.length }, 'holiday tables of this release are stored');
  }
}

function isBetter(release: HolidayYear, row: HolidayYearDocument | undefined): boolean {
  return row === undefined || (row.source === 'RELEASE' && !sameTable(release, row));
}

/** Whether two tables of a year say the same. */
export function sameTable(one: HolidayYear, other: HolidayYear): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf({ year, holidays, workdays }: HolidayYear): string {
  const days = Object.entries(holidays).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([year, days, [...workdays].sort()]);
}

function liveCalendar(current: () => HolidayCalendar): HolidayCalendar {
  return {
    get lastKnownDate() {
      return current().lastKnownDate;
    },
    knowsYear: (year) => current().knowsYear(year),
    isWorkingDay: (date) => current().isWorkingDay(date),
    addWorkingDays: (date, count) => current().addWorkingDays(date, count),
    onWorkingDay: (date) => current().onWorkingDay(date),
    previousWorkingDay: (date) => current().previousWorkingDay(date),
  };
}
