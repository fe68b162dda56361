import { citizenIdCheckCharacter, fixedClock } from '@hub/domain';
import type { DepartmentName } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { eventually } from '../stories/eventually.fixture.js';
import type { Known } from './operation-text.js';

/** Keys of a few records that every department holds of the same two people. */
export interface SmallWorld {
  /** Registered in the township that the demo's community client serves, with work, school, enterprise. */
  readonly personId: string;
  /** Registered in another county. */
  readonly farPersonId: string;
  readonly dwellingId: string;
  readonly enterpriseCode: string;
  readonly schoolCode: string;
  readonly gridCode: string;
  readonly stationCode: string;
}

/** A day on which all of it has happened. */
export const smallWorldClock = fixedClock(new Date('2026-11-22T04:00:00Z'));

const village = '330921200200';
const farVillage = '330922100200';
const enterpriseCode = '91990001MA00000157';
const schoolCode = '3309212001';
const gridCode = `${village}001`;
const stationCode = `S${village}`;
const week = '2026-W46';
const location = { longitude: 122.4, latitude: 30.2 };

/** Registers them through the hub, each department its own. */
export async function settleSmallWorld(hub: HubOnTrial): Promise<SmallWorld> {
  let written = 0;
  const write = async (department: DepartmentName, mutation: string, input: object, selection = 'id') => {
    written += 1;
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { data, errors } = await hub
      .asOfficer(department, { purpose: 'OWN_RECORDS' })
      .query(`mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`, {
        input: { idempotencyKey: `settle-${String(written)}`, ...input },
      });
    if (errors !== undefined) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return data?.[mutation] as { readonly id: string; readonly person: { readonly id: string } };
  };
  const settle = async (regionCode: string, number17: string): Promise<{ personId: string; dwellingId: string }> => {
    const kept = regionCode === village ? { gridCode, location } : {};
    const address = `小湾路${number17.slice(-3)}号`;
    const dwelling = await write('police', 'registerDwelling', { regionCode, address, kind: 'FLAT', ...kept });
    const registration = await write(
      'police',
      'registerResidence',
      {
        person: {
          documentType: 'CITIZEN_ID',
          documentNumber: `${number17}${citizenIdCheckCharacter(number17)}`,
          name: '张三',
          hukouRegionCode: '510724',
        },
        dwellingId: dwelling.id,
        arrivedOn: '2026-01-05',
        reason: 'WORK',
        dwellingRelation: 'OWN',
        source: 'SELF',
      },
      'id person { id }',
    );
    return { personId: registration.person.id, dwellingId: dwelling.id };
  };

  const { personId, dwellingId } = await settle(village, '99000119900307101');
  const { personId: farPersonId } = await settle(farVillage, '99000119900307103');
  await write(
    'commerce',
    'registerEnterprise',
    {
      code: enterpriseCode,
      name: '小湾船厂',
      kind: 'COMPANY',
      regionCode: village,
      establishedOn: '2020-01-01',
      operatorId: personId,
    },
    'code',
  );
  await write('labor', 'reportEmploymentStart', { personId, employerCode: enterpriseCode, startedOn: '2026-01-06' });
  await write('labor', 'recordSocialInsurance', { personId, employerCode: enterpriseCode, since: '2026-01-06' });
  await write('education', 'registerSchool', { code: schoolCode, name: '小湾小学', regionCode: village }, 'code');
  await write('education', 'enrolChild', {
    personId,
    schoolCode,
    schoolYear: '2026',
    grade: 1,
    enrolledOn: '2026-09-01',
  });
  await write('family-planning', 'recordVaccinationStatus', { personId, status: 'UP_TO_DATE', asOf: '2026-02-01' });
  await write('community', 'defineGrid', { code: gridCode, name: '一', regionCode: village, kind: 'BASIC' }, 'code');
  await write('community', 'recordVisit', {
    dwellingId,
    gridCode,
    personIds: [personId],
    visitedOn: '2026-02-01',
    outcome: 'MET',
  });
  const station = { code: stationCode, name: '小湾站', regionCode: village, kind: 'VILLAGE' };
  await write('community', 'defineStation', station, 'code');
  const figures = { arrivals: 1, departures: 0, requests: 0, events: 0 };
  await write('community', 'submitWeeklyReturn', { stationCode, week, ...figures }, 'week');
  await isTold(hub);
  return { personId, farPersonId, dwellingId, enterpriseCode, schoolCode, gridCode, stationCode };
}

/** What follows from these records asks departments about people, too, and is over when police was told of the hire. */
async function isTold(hub: HubOnTrial): Promise<void> {
  const police = hub.asOfficer('police', { purpose: 'OWN_RECORDS' });
  const { data } = await eventually(
    () => police.query('{ inbox { totalCount } }'),
    (answer) => Number((answer.data?.['inbox'] as Readonly<Record<string, unknown>> | undefined)?.['totalCount']) > 0,
  );
  if (data === undefined || data === null) throw new Error('The inbox of police cannot be read');
}

/** Arguments that lead to these records; whatever else an operation takes is made up. */
export function knowSmallWorld(world: SmallWorld, personId = world.personId): Known {
  const known: Readonly<Record<string, unknown>> = {
    'Query.person id': personId,
    'Query.persons ids': [personId],
    'Query.enterprise code': world.enterpriseCode,
    'Query.school code': world.schoolCode,
    'Query.grid code': world.gridCode,
    'Query.station code': world.stationCode,
    'Query.weeklyReturnDraft stationCode': world.stationCode,
    'Query.weeklyReturnDraft week': week,
    'Person.seenByCommunity withinDays': 366,
  };
  return (name, coordinate) => known[`${coordinate} ${name}`];
}

/** The key of the entity of a type that these records hold. */
export function keyOf(type: string, world: SmallWorld): Readonly<Record<string, string>> {
  const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Person: { id: world.personId },
    Dwelling: { id: world.dwellingId },
    Enterprise: { code: world.enterpriseCode },
    School: { code: world.schoolCode },
    Grid: { code: world.gridCode },
  };
  return keys[type] ?? { id: 'x', code: 'x' };
}
