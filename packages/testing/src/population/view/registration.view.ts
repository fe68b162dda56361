import type { CalendarDate } from '@hub/domain';
import type { Draft } from '../draft.js';
import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { FormDesk, FormTable } from '../error/form-desk.js';
import type { Fault } from '../error/faults.js';
import type { Migrant } from '../person/migrant.js';
import type { LetUnit } from '../place/rental-stock.js';
import { createPhone } from '../person/papers.js';
import { findFormerCode } from '../person/origin-counties.js';
import type { Random } from '../random.js';
import type { Filing } from '../stay/registration.js';
import { channelOf } from '../stay/registration.js';
import { isOfSchoolAge, schoolYearOf } from '../school/enrolment.js';
import type { FormRow } from './form-row.js';
import { isHeld } from './form-row.js';
import type { RegistrationContent, RegistrationRow, ResidenceReason } from './police-rows.js';

type DraftRow = FormRow & Draft<RegistrationContent>;

export interface RegistrationOptions {
  readonly desk: FormDesk;
  readonly random: Random;
  readonly asOf: Day;
  /** Landlord's name by rental unit, which sometimes ends up in the tenant's place. */
  readonly landlordNames: ReadonlyMap<string, string>;
}

/** A corrected form takes so many days. */
const correctionDays = [4, 20] as const;

/** Registers everybody who files; a second filing closes the first with MOVED, a departure told of with LEFT. */
export function registerResidents(filings: readonly Filing[], options: RegistrationOptions): RegistrationRow[] {
  const { desk, asOf } = options;
  const rows: DraftRow[] = [];
  const table: FormTable<Draft<RegistrationContent>> = {
    view: 'police',
    name: 'registrations',
    prefix: 'rr',
    faults: ['FORMER_REGION', 'ADDRESS_UNRESOLVED', 'WRONG_PHONE', 'BAD_DATES'],
    rows,
  };
  let held: DraftRow | undefined;
  filings.forEach((filing, index) => {
    const { person, source } = filing;
    if (filings[index - 1]?.person !== person) held = undefined;
    const next = filings[index + 1];
    const until = filing.left ?? (next?.person === person ? next.registered : asOf + 1);
    const row = desk.file(table, {
      channel: channelOf(source),
      subject: person,
      otherName: person.spouse?.name ?? options.landlordNames.get(filing.occupancy.unit?.key ?? ''),
      fill: (faults, attempt) => fillRegistration(filing, { faults, attempt, until, held }, options),
    });
    if (row === undefined) return;
    if (held !== undefined) {
      held.status = 'MOVED';
      held.endedOn = row.registeredOn;
    }
    held = row;
    if (filing.left === undefined) return;
    held.status = 'LEFT';
    held.endedOn = toDate(filing.left);
  });
  logOutdated(table, rows, filings, desk);
  return rows;
}

interface Attempt {
  readonly faults: ReadonlySet<Fault>;
  readonly attempt: 0 | 1;
  /** The registration must be made before this day. */
  readonly until: Day;
  readonly held: DraftRow | undefined;
}

function fillRegistration(
  filing: Filing,
  { faults, attempt, until, held }: Attempt,
  { random, asOf }: RegistrationOptions,
): Draft<RegistrationContent> | undefined {
  const { person, occupancy, registered, source } = filing;
  const day = registered + (attempt === 0 ? 0 : random.between(...correctionDays));
  if (attempt === 1 && day >= until) return undefined;
  const { dwelling, relation } = occupancy;
  const { phone, hukouRegionCode: hukou } = person;
  const registeredOn = toDate(day);
  const unresolved = faults.has('ADDRESS_UNRESOLVED');
  const content: Draft<RegistrationContent> = {
    address: unresolved ? random.pick(vagueAddresses) : dwelling.address,
    arrivedOn: faults.has('BAD_DATES') ? badArrival(day, asOf, random) : toDate(person.arrived),
    registeredOn,
    continuousSince: held?.continuousSince ?? registeredOn,
    reason: reasonOf(person, asOf, random),
    dwellingRelation: relation,
    source,
    status: 'ACTIVE',
  };
  if (!unresolved) content.dwellingKey = dwelling.key;
  if (phone !== undefined) content.phone = faults.has('WRONG_PHONE') ? createPhone(random) : phone;
  if (hukou !== undefined) {
    content.hukouRegionCode = faults.has('FORMER_REGION') ? (findFormerCode(hukou) ?? hukou) : hukou;
  }
  return content;
}

const vagueAddresses = [
  '船厂后面老房子',
  '菜场旁边出租房',
  '码头附近',
  '村委会对面二楼',
  '老王家隔壁',
  '宿舍楼',
] as const;

function badArrival(registered: Day, asOf: Day, random: Random): CalendarDate {
  return random.pick([
    '1900-01-01',
    toDate(asOf + random.between(20, 400)),
    toDate(registered + random.between(400, 900)),
  ]);
}

function reasonOf({ employer, selfEmployed, birth, role }: Migrant, asOf: Day, random: Random): ResidenceReason {
  if (selfEmployed) return 'BUSINESS';
  if (employer !== undefined) return 'WORK';
  if (isOfSchoolAge(birth, schoolYearOf(toDate(asOf)))) return 'STUDY';
  if (role !== 'HEAD') return 'JOIN_FAMILY';
  return random.chance(0.1) ? 'MEDICAL' : 'OTHER';
}

/** Notes the held registrations that are still open though the person has moved on. */
function logOutdated(
  table: FormTable<Draft<RegistrationContent>>,
  rows: readonly DraftRow[],
  filings: readonly Filing[],
  desk: FormDesk,
): void {
  const people = new Map(filings.map(({ person }) => [person.key, person]));
  for (const row of rows) {
    if (!isHeld(row) || row.status !== 'ACTIVE') continue;
    const person = people.get(row.personKey);
    if (person === undefined) continue;
    const form = { channel: channelOf(row.source), subject: person };
    if (person.household.left !== undefined) desk.log('NOT_ENDED', table, row, form);
    else if (person.stays.at(-1)?.dwelling.key !== row.dwellingKey) desk.log('STALE_ADDRESS', table, row, form);
  }
}

/** Landlords' names by unit. */
export function landlordNamesOf(stock: readonly LetUnit[]): ReadonlyMap<string, string> {
  return new Map(stock.map(({ unit, landlord }) => [unit.key, landlord.name]));
}
