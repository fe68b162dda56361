import type { Caller, HolidayYear } from '@hub/domain';
import { badInput, parseHolidayYear } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { runOnce } from '@hub/subgraph';
import { sameTable } from './holiday-calendar-store.js';
import type { HolidayYearDocument } from './holiday-year.repository.js';
import { holidayYearId, HolidayYearRepository, nation } from './holiday-year.repository.js';

/** A year's notice, as the caller states it. */
export interface HolidayYearRequest {
  readonly idempotencyKey: string;
  /** Default: the nation. */
  readonly jurisdiction?: string;
  readonly year: number;
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
  readonly workdays: readonly string[];
}

/** What the hub's administration does with holiday tables. */
export interface HolidayYearActions {
  /**
   * Stores the table of a year, or replaces it where a corrected notice came; the same table again changes nothing.
   *
   * @throws HubError BAD_USER_INPUT naming the field, reason `BAD_HOLIDAY_YEAR` or `BAD_JURISDICTION`
   */
  load(caller: Caller, request: HolidayYearRequest): Promise<HolidayYearDocument>;
  /** Every table, by jurisdiction and year. */
  list(): Promise<readonly HolidayYearDocument[]>;
}

export interface HolidayYearServiceOptions extends Omit<ScopeBase, 'caller'> {
  /** Runs when a table was stored: calendar and schedules follow it at once. */
  readonly onLoaded: () => Promise<void>;
}

export class HolidayYearService implements HolidayYearActions {
  readonly #years: HolidayYearRepository;

  constructor(private readonly options: HolidayYearServiceOptions) {
    this.#years = new HolidayYearRepository(options.store);
  }

  async load(caller: Caller, request: HolidayYearRequest): Promise<HolidayYearDocument> {
    const jurisdiction = parseJurisdiction(request.jurisdiction ?? nation);
    const table = parseTable(request);
    const loaded = await runOnce(
      { ...this.options, caller },
      {
        operation: 'loadHolidayYear',
        input: request,
        work: async (session) => {
          const id = holidayYearId(jurisdiction, table.year);
          const standing = await this.#years.find(id, session);
          if (standing !== null && sameTable(standing, table)) return standing;
          const row: HolidayYearDocument = {
            _id: id,
            jurisdiction,
            ...table,
            source: 'LOADED',
            revision: (standing?.revision ?? 0) + 1,
            loadedAt: this.options.clock.now(),
            loadedBy: caller.client,
          };
          await this.#years.replace(row, session);
          return row;
        },
      },
    );
    await this.options.onLoaded();
    return loaded;
  }

  list(): Promise<readonly HolidayYearDocument[]> {
    return this.#years.listAll();
  }
}

function parseTable({ year, holidays, workdays }: HolidayYearRequest): HolidayYear {
  const twice = holidays.findIndex(({ date }, index) => holidays.findIndex((other) => other.date === date) !== index);
  if (twice >= 0) {
    const field = `input.holidays.${String(twice)}.date`;
    throw badInput(field, `${field} repeats a day; leave it out`, 'BAD_HOLIDAY_YEAR');
  }
  return parseHolidayYear(
    { year, holidays: Object.fromEntries(holidays.map(({ date, name }) => [date, name])), workdays },
    'input',
  );
}

function parseJurisdiction(jurisdiction: string): string {
  if (/^CN(?:-[1-9]\d)?$/.test(jurisdiction)) return jurisdiction;
  const message = 'input.jurisdiction must be CN, or CN- and the two digits of a province, such as CN-45';
  throw badInput('input.jurisdiction', message, 'BAD_JURISDICTION');
}
