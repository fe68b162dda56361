import type { Clock } from '@hub/domain';
import { parseCreditCode } from '@hub/domain';
import { intakeCommerce } from '@hub/commerce';
import { intakeCommunity } from '@hub/community';
import { intakeEducation } from '@hub/education';
import { intakeFamilyPlanning } from '@hub/family-planning';
import { intakeLabor } from '@hub/labor';
import type { Store } from '@hub/store';
import { newRecordId } from '@hub/subgraph';
import type { CommerceView } from '../population/view/commerce-rows.js';
import type { CommunityView } from '../population/view/community-rows.js';
import type { EducationView } from '../population/view/education-rows.js';
import type { FamilyPlanningView } from '../population/view/family-planning-rows.js';
import { isHeld } from '../population/view/form-row.js';
import type { LaborView } from '../population/view/labor-rows.js';
import type { Keys } from './keys.js';
import { instantOf } from './keys.js';

/** The ids that police gave, by the generator's keys. */
export interface TownshipIds {
  readonly clock: Clock;
  readonly people: Keys;
  readonly dwellings: Keys;
}

/** @param underage people hired before their sixteenth birthday, which the employer's check told */
export async function loadLabor(
  store: Store,
  view: LaborView,
  { clock, people }: TownshipIds,
  underage: ReadonlySet<string>,
): Promise<void> {
  await intakeLabor(store, {
    employments: view.employments.filter(isHeld).map((row) => ({
      _id: newRecordId(clock.now()),
      personId: people.get(row.personKey),
      employerCode: row.employerCode,
      startedOn: row.startedOn,
      ...(row.endedOn !== undefined && { endedOn: row.endedOn }),
      ...(row.endReason !== undefined && { endReason: row.endReason }),
      ...(row.contractSignedOn !== undefined && { contractSignedOn: row.contractSignedOn }),
      occupation: row.occupation,
      flags: underage.has(row.personKey) ? ['UNDER_16' as const] : [],
      reportedOn: row.reportedOn,
      updatedAt: instantOf(row.endedOn ?? row.reportedOn),
    })),
    insurances: view.insurances.filter(isHeld).map((row) => ({
      _id: newRecordId(clock.now()),
      personId: people.get(row.personKey),
      employerCode: row.employerCode,
      since: row.since,
      ...(row.until !== undefined && { until: row.until }),
      updatedAt: instantOf(row.until ?? row.since),
    })),
  });
}

export async function loadCommerce(store: Store, view: CommerceView, { people }: TownshipIds): Promise<void> {
  const operators = new Map(
    view.operators.filter(isHeld).map((row) => [row.enterpriseCode, people.get(row.personKey)]),
  );
  await intakeCommerce(store, {
    enterprises: view.enterprises.map(({ code, name, kind, regionCode, establishedOn, closedOn }) => {
      const operatorId = operators.get(code);
      return {
        _id: code,
        name,
        kind,
        regionCode,
        establishedOn,
        ...(closedOn !== undefined && { closedOn }),
        ...(operatorId !== undefined && { operatorId }),
        warnings: parseCreditCode(code, { synthetic: true }).warnings,
        updatedAt: instantOf(closedOn ?? establishedOn),
      };
    }),
  });
}

export async function loadEducation(store: Store, view: EducationView, { clock, people }: TownshipIds): Promise<void> {
  const now = clock.now();
  await intakeEducation(store, {
    schools: view.schools.map(({ code, name, regionCode, seats }) => ({
      _id: code,
      name,
      regionCode,
      seats,
      updatedAt: now,
    })),
    enrolments: view.enrolments.filter(isHeld).map((row) => ({
      _id: newRecordId(now),
      personId: people.get(row.personKey),
      schoolCode: row.schoolCode,
      schoolYear: row.schoolYear,
      grade: row.grade,
      enrolledOn: row.enrolledOn,
      status: row.endedOn === undefined ? ('ACTIVE' as const) : ('ENDED' as const),
      ...(row.endedOn !== undefined && { endedOn: row.endedOn }),
      ...(row.endReason !== undefined && { endReason: row.endReason }),
      updatedAt: instantOf(row.endedOn ?? row.enrolledOn),
    })),
  });
}

export async function loadFamilyPlanning(
  store: Store,
  view: FamilyPlanningView,
  { clock, people }: TownshipIds,
): Promise<void> {
  await intakeFamilyPlanning(store, {
    vaccinations: view.vaccinations.filter(isHeld).map(({ personKey, status, asOf }) => ({
      _id: newRecordId(clock.now()),
      personId: people.get(personKey),
      status,
      asOf,
      updatedAt: instantOf(asOf),
    })),
  });
}

export async function loadCommunity(
  store: Store,
  view: CommunityView,
  { clock, people, dwellings }: TownshipIds,
): Promise<void> {
  const now = clock.now();
  await intakeCommunity(store, {
    grids: view.grids.map(({ code, name, regionCode, kind, polygon }) => ({
      _id: code,
      name,
      regionCode,
      kind,
      polygon: {
        type: 'Polygon' as const,
        coordinates: polygon.coordinates.map((ring) => ring.map(([x, y]) => [x, y] as [number, number])),
      },
      updatedAt: now,
    })),
    visits: view.visits.map(({ dwellingKey, gridCode, personKeys, visitedOn, outcome }) => ({
      _id: newRecordId(now),
      dwellingId: dwellings.get(dwellingKey),
      gridCode,
      regionCode: villageOf(gridCode),
      personIds: personKeys.map((key) => people.get(key)),
      visitedOn,
      outcome,
      updatedAt: instantOf(visitedOn),
    })),
    stations: view.stations.map(({ code, ...station }) => ({ _id: code, ...station, updatedAt: now })),
  });
}

/** A grid's code begins with the twelve digits of its village. */
function villageOf(gridCode: string): string {
  return gridCode.slice(0, 12);
}
