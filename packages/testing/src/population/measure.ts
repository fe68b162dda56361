import type { CalendarDate, DepartmentName } from '@hub/domain';
import { addDays } from '@hub/domain';
import type { ErrorEntry } from './error/error-log.js';
import type { Channel, ErrorCode } from './error/error-model.js';
import { channels, errorCodes } from './error/error-model.js';
import type { Expected } from './expected.js';
import { measureTruth } from './measure-truth.js';
import type { PersonKey } from './person/person.js';
import type { Truth, Views } from './population.js';
import type { FormRow, Intake } from './view/form-row.js';
import { isHeld } from './view/form-row.js';

export interface Measured {
  readonly truth: Truth;
  readonly views: Views;
  readonly asOf: CalendarDate;
  readonly errorLog: readonly ErrorEntry[];
  readonly formsByChannel: ReadonlyMap<Channel, number>;
  readonly eligibleForPermit: readonly PersonKey[];
}

/** A grid worker's sighting counts for so many days. */
const sightingDays = 90;

/** Counts a population: the answers that counting in the hub is compared with. */
export function measure(measured: Measured): Expected {
  const { truth, views, asOf, errorLog, formsByChannel } = measured;
  return {
    truth: measureTruth(truth, views, asOf),
    held: measureHeld(measured),
    intake: {
      police: countIntake(views.police.registrations, views.police.tenancies),
      'family-planning': countIntake(views.familyPlanning.vaccinations),
      labor: countIntake(views.labor.employments, views.labor.insurances),
      education: countIntake(views.education.enrolments),
      commerce: countIntake(views.commerce.operators),
      community: countIntake(views.community.residents),
    } satisfies Record<DepartmentName, Record<Intake, number>>,
    forms: fill(channels, (channel) => formsByChannel.get(channel) ?? 0),
    errors: countErrors(errorLog),
  };
}

function measureHeld({ truth, views, asOf, eligibleForPermit }: Measured): Expected['held'] {
  const { police, labor, education, commerce, community, familyPlanning } = views;
  const registered = keysOf(police.registrations, ({ status }) => status === 'ACTIVE');
  const employed = keysOf(labor.employments, ({ endedOn }) => endedOn === undefined);
  const enrolled = keysOf(education.enrolments, ({ endedOn }) => endedOn === undefined);
  const open = new Set(commerce.enterprises.filter(({ status }) => status === 'ACTIVE').map(({ code }) => code));
  const operating = keysOf(commerce.operators, ({ enterpriseCode }) => open.has(enterpriseCode));
  const since = addDays(asOf, -sightingDays);
  const seen = new Set(
    community.visits.filter(({ visitedOn }) => visitedOn >= since).flatMap(({ personKeys }) => personKeys),
  );
  const holders = new Set(police.permits.map(({ personKey }) => personKey));
  const present = new Set(truth.people.filter(({ leftOn }) => leftOn === undefined).map(({ key }) => key));
  return {
    activeRegistrations: registered.size,
    knownPresent: new Set([...registered, ...seen, ...employed, ...enrolled, ...operating]).size,
    permits: police.permits.length,
    validPermits: police.permits.filter(({ state }) => state === 'ACTIVE').length,
    permitTakeUp: {
      numerator: [...holders].filter((key) => present.has(key)).length,
      denominator: eligibleForPermit.length,
    },
    openEmployments: labor.employments.filter((row) => isHeld(row) && row.endedOn === undefined).length,
    openInsurances: labor.insurances.filter((row) => isHeld(row) && row.until === undefined).length,
    activeEnrolments: enrolled.size,
    activeEnterprises: open.size,
    vaccinations: familyPlanning.vaccinations.filter(isHeld).length,
    seenWithin90Days: seen.size,
  };
}

function keysOf<Row extends FormRow>(rows: readonly Row[], counts: (row: Row) => boolean): ReadonlySet<PersonKey> {
  const keys = new Set<PersonKey>();
  for (const row of rows) if (isHeld(row) && counts(row)) keys.add(row.personKey);
  return keys;
}

function countIntake(...tables: readonly (readonly FormRow[])[]): Record<Intake, number> {
  const counts: Record<Intake, number> = { LINKED: 0, REVIEW: 0, REFUSED: 0, DUPLICATE: 0, PHANTOM: 0 };
  for (const rows of tables) for (const { intake } of rows) counts[intake] += 1;
  return counts;
}

function countErrors(errorLog: readonly ErrorEntry[]): Record<ErrorCode, number> {
  const counts = fill(errorCodes, () => 0);
  for (const { error } of errorLog) counts[error] += 1;
  return counts;
}

function fill<Key extends string>(keys: readonly Key[], valueOf: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, number>;
}
