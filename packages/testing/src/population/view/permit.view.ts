import type { CalendarDate } from '@hub/domain';
import { addMonths, addYears } from '@hub/domain';
import { toDate, toDay } from '../days.js';
import type { FormDesk } from '../error/form-desk.js';
import type { Migrant } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Random } from '../random.js';
import type { EducationView } from './education-rows.js';
import { isHeld } from './form-row.js';
import type { LaborView } from './labor-rows.js';
import type { PermitRow, RegistrationRow } from './police-rows.js';

/** Half a year by the registration (Decree 663 art. 2). */
const requiredMonths = 6;
/** Of those who could have a permit. */
const holders = 0.44;
/** Of the permits older than a year, those whose last endorsement was missed. */
const missedEndorsement = { present: 0.3, departed: 0.6 } as const;
/** Applicants come this many days after they could, at most. */
const patience = 420;

export interface PermitOptions {
  readonly people: readonly Migrant[];
  readonly registrations: readonly RegistrationRow[];
  /** Dwelling of a held tenancy by person, with its first day and its end. */
  readonly tenancies: ReadonlyMap<PersonKey, readonly HeldTenancy[]>;
  readonly labor: LaborView;
  readonly education: EducationView;
  readonly desk: FormDesk;
  readonly random: Random;
  readonly asOf: CalendarDate;
}

export interface HeldTenancy {
  readonly dwellingKey: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | undefined;
}

type Basis = PermitRow['basis'];
/** A condition and the first day on which it was met. */
type Ground = readonly [basis: Basis, since: CalendarDate];

export interface Permits {
  readonly permits: readonly PermitRow[];
  /** Who could have had a permit on `asOf`: half a year and a ground. */
  readonly eligible: readonly PersonKey[];
}

/**
 * Issues permits on what the departments hold, as police would: half a year of registration without a break, and a job with
 * contract and insurance, a lawful dwelling, or an enrolment that is on record.
 */
export function issuePermits(options: PermitOptions): Permits {
  const { people, registrations, random, desk, asOf } = options;
  const active = new Map<PersonKey, RegistrationRow>();
  for (const row of registrations) if (isHeld(row) && row.status === 'ACTIVE') active.set(row.personKey, row);
  const [jobs, studies] = [jobsByPerson(options.labor), studiesByPerson(options.education)];
  const permits: PermitRow[] = [];
  const eligible: PersonKey[] = [];
  for (const { key, household } of people) {
    const registration = active.get(key);
    if (registration === undefined) continue;
    const earliest = addMonths(registration.continuousSince, requiredMonths);
    const grounds: Ground[] = [
      ...(jobs.get(key) ?? []),
      ...dwellingGround(registration, options),
      ...(studies.get(key) ?? []),
    ];
    const met = grounds.map(([basis, since]): Ground => [basis, since > earliest ? since : earliest]);
    const ready = met.filter(([, since]) => since < asOf);
    if (ready.length === 0) continue;
    if (household.left === undefined) eligible.push(key);
    if (!random.chance(holders)) continue;
    const [basis, since] = random.pick(ready);
    const issuedDay = toDay(since) + random.between(0, Math.min(patience, toDay(asOf) - toDay(since)));
    const missed = household.left === undefined ? missedEndorsement.present : missedEndorsement.departed;
    const endorsedUntil = endorse(toDate(issuedDay), asOf, random.chance(missed));
    permits.push({
      rowKey: desk.nextRowKey('rp'),
      personKey: key,
      basis,
      issuedOn: toDate(issuedDay),
      endorsedUntil,
      state: asOf <= endorsedUntil ? 'ACTIVE' : 'SUSPENDED',
    });
  }
  return { permits, eligible };
}

/** The anniversary that follows `asOf`, or the one before where the last endorsement was missed. */
function endorse(issuedOn: CalendarDate, asOf: CalendarDate, missed: boolean): CalendarDate {
  let years = 1;
  while (addYears(issuedOn, years) < asOf) years += 1;
  return addYears(issuedOn, missed && years > 1 ? years - 1 : years);
}

function dwellingGround(registration: RegistrationRow, { tenancies, asOf }: PermitOptions): Ground[] {
  const { dwellingRelation, dwellingKey, personKey, continuousSince } = registration;
  switch (dwellingRelation) {
    case 'OWN':
    case 'DORM':
    case 'RELATIVE':
      return [['DWELLING', continuousSince]];
    case 'RENT':
      return (tenancies.get(personKey ?? '') ?? [])
        .filter((tenancy) => tenancy.dwellingKey === dwellingKey && (tenancy.endedOn ?? asOf) >= asOf)
        .slice(0, 1)
        .map(({ startedOn }): Ground => ['DWELLING', startedOn]);
    case 'SITE':
    case 'OTHER':
      return [];
  }
}

/** A job counts with a contract and insurance that still runs. */
function jobsByPerson({ employments, insurances }: LaborView): ReadonlyMap<PersonKey, Ground[]> {
  const insured = new Map<PersonKey, CalendarDate>();
  for (const row of insurances) if (isHeld(row) && row.until === undefined) insured.set(row.personKey, row.since);
  const grounds = new Map<PersonKey, Ground[]>();
  for (const row of employments) {
    if (!isHeld(row) || row.endedOn !== undefined || row.contractSignedOn === undefined) continue;
    const since = insured.get(row.personKey);
    if (since === undefined) continue;
    grounds.set(row.personKey, [['JOB', since > row.contractSignedOn ? since : row.contractSignedOn]]);
  }
  return grounds;
}

function studiesByPerson({ enrolments }: EducationView): ReadonlyMap<PersonKey, Ground[]> {
  const grounds = new Map<PersonKey, Ground[]>();
  for (const row of enrolments) {
    if (isHeld(row) && row.endedOn === undefined) grounds.set(row.personKey, [['STUDY', row.enrolledOn]]);
  }
  return grounds;
}
