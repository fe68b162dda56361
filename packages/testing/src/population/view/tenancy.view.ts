import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { Draft } from '../draft.js';
import { errorRate } from '../error/error-model.js';
import type { FormDesk, FormTable } from '../error/form-desk.js';
import type { Migrant } from '../person/migrant.js';
import type { LetUnit } from '../place/rental-stock.js';
import type { Random } from '../random.js';
import type { Occupancy } from '../stay/stay.js';
import type { TenancyContent, TenancyRow } from './police-rows.js';

/** Share of tenants in registered units whom the landlord reports at all. */
const reported = 0.8;
const lateDays = [5, 60] as const;

export interface TenancyOptions {
  readonly desk: FormDesk;
  readonly random: Random;
  readonly asOf: Day;
  readonly stock: readonly LetUnit[];
}

/** Tenants as the landlords of registered units report them; one landlord reports nobody. */
export function reportTenancies(
  people: readonly Migrant[],
  { desk, random, asOf, stock }: TenancyOptions,
): TenancyRow[] {
  const rows: TenancyRow[] = [];
  const table: FormTable<TenancyContent> = {
    view: 'police',
    name: 'tenancies',
    prefix: 'tn',
    faults: ['BAD_DATES', 'LATE_REPORT'],
    rows,
  };
  const landlords = new Map(stock.map(({ unit, landlord }) => [unit.key, landlord]));
  const ended = people.flatMap(({ stays }) => stays).filter(({ unit, to }) => unit !== undefined && to !== undefined);
  const rented = people.flatMap(({ stays }) => stays).filter(({ unit }) => unit !== undefined);
  const untold = Math.min(
    0.95,
    errorRate('NOT_ENDED', 'LANDLORD') / Math.max(ended.length / Math.max(rented.length, 1), 0.01),
  );
  for (const person of people) {
    for (const occupancy of person.stays) {
      const { unit, to } = occupancy;
      if (unit?.registeredOn === undefined) continue;
      const landlord = landlords.get(unit.key);
      if (landlord?.reportsTenancies !== true || !random.chance(reported)) continue;
      const open = to === undefined || random.chance(untold);
      const form = {
        channel: 'LANDLORD' as const,
        subject: person,
        otherName: landlord.name,
        fill: (faults: ReadonlySet<string>, attempt: 0 | 1) =>
          fillTenancy(
            occupancy,
            { bad: faults.has('BAD_DATES'), late: faults.has('LATE_REPORT'), attempt, open, asOf },
            random,
          ),
      };
      const row = desk.file(table, form);
      if (row !== undefined && open && to !== undefined) desk.log('NOT_ENDED', table, row, form);
    }
  }
  return rows;
}

interface Attempt {
  readonly bad: boolean;
  readonly late: boolean;
  readonly attempt: 0 | 1;
  readonly open: boolean;
  readonly asOf: Day;
}

function fillTenancy(
  { unit, from, to }: Occupancy,
  { bad, late, attempt, open, asOf }: Attempt,
  random: Random,
): TenancyContent | undefined {
  if (unit === undefined) return undefined;
  const delay =
    (late ? random.between(...lateDays) : random.between(0, 3)) + (attempt === 0 ? 0 : random.between(4, 20));
  const reportedOn = from + delay;
  if (reportedOn > asOf) return undefined;
  const content: Draft<TenancyContent> = {
    unitKey: unit.key,
    startedOn: bad ? random.pick(['1900-01-01', toDate(asOf + random.between(20, 300))]) : toDate(from),
    reportedOn: toDate(reportedOn),
  };
  if (!open && to !== undefined) content.endedOn = toDate(to);
  return content;
}
