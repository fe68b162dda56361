import type { DepartmentName, PurposeCode } from '@hub/domain';
import { createPersonId } from '@hub/domain';
import type { HubAnswer } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp, refusal, verifications, verify } from './answers.fixture.js';
import { inventCitizen, inventCreditCode } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Offices } from './office.fixture.js';
import { openOffices } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { mintPerson, registerDwelling, registerResidence, resolve, square, village } from './town.fixture.js';

const somebody = inventCitizen('白云·艾力', '1990-06-15');
const company = inventCreditCode();
const gridCode = `${village}003`;
const specialGridCode = `${village}903`;

/** 一次查询、六个部门: what holds when a question crosses departments. */
describe('One graph over six departments', () => {
  let hub: HubOnTrial;
  let offices: Offices;
  let personId = '';
  let dwellingId = '';
  /** A hundred people, those with an even place registered. */
  let crowd: readonly string[] = [];

  beforeAll(async () => {
    hub = await startHub({ clock: standingClock('2026-11-22') });
    offices = openOffices(hub);
    const { police, labor, commerce, community, 'family-planning': clinic } = offices;
    await community.record(
      'defineGrid',
      { code: gridCode, name: '三格', regionCode: village, kind: 'BASIC', polygon: square(122.2, 30.2) },
      '{ code }',
    );
    dwellingId = await registerDwelling(police, { gridCode, location: { longitude: 122.205, latitude: 30.205 } });
    personId = (await registerResidence(police, somebody, dwellingId, { dwellingRelation: 'OWN' })).person.id;
    await commerce.record(
      'registerEnterprise',
      {
        code: company,
        name: '白云商行',
        kind: 'COMPANY',
        regionCode: village,
        establishedOn: '2020-01-01',
        operatorId: personId,
      },
      '{ code }',
    );
    const startedOn = '2026-01-01';
    const job = { personId, employerCode: company, startedOn, contractSignedOn: startedOn, ageVerified: 'YES' };
    await labor.record('reportEmploymentStart', job);
    await labor.record('recordSocialInsurance', { personId, employerCode: company, since: startedOn });
    await clinic.record('recordVaccinationStatus', { personId, status: 'UP_TO_DATE', asOf: '2026-11-01' });
    const people = Array.from({ length: 100 }, (_, index) => inventCitizen(`众人${String(index)}`, '1985-01-01'));
    const minted = await resolve(police, people, { mint: true });
    crowd = minted.map(({ personId: id }) => String(id));
    const residents = people.filter((_, index) => index % 2 === 0);
    for (const resident of residents) await registerResidence(police, resident, dwellingId);
  });
  afterAll(() => hub.stop());

  it('answers one question out of all six, each answer with its source', async () => {
    const verified = verifications(
      `nameMatches(name: "${somebody.name}")`,
      'residenceRegistered',
      'stablyEmployed',
      'operatesEnterprise',
      'vaccinationUpToDate',
      'enrolled',
    );
    const { status, data, errors } = await hub
      .asOfficer('education', { purpose: 'SCHOOL_ADMISSION' })
      .query(
        `query ($id: ID!, $grid: String!) { me { department } person(id: $id) { id ${verified} } grid(code: $grid) { name } }`,
        { id: personId, grid: gridCode },
      );
    expect([status, errors]).toEqual([200, undefined]);
    const person = data?.['person'] as Readonly<Record<string, { readonly answer: string; readonly source: string }>>;
    const said = Object.entries(person).flatMap(([field, value]) =>
      typeof value === 'object' ? [[field, value.answer, value.source]] : [],
    );
    expect(said).toEqual([
      ['nameMatches', 'YES', 'POLICE'],
      ['residenceRegistered', 'YES', 'POLICE'],
      ['stablyEmployed', 'YES', 'LABOR'],
      ['operatesEnterprise', 'YES', 'COMMERCE'],
      ['vaccinationUpToDate', 'YES', 'FAMILY_PLANNING'],
      ['enrolled', 'NO', 'EDUCATION'],
    ]);
    expect(data).toMatchObject({ me: { department: 'EDUCATION' }, person: { id: personId }, grid: { name: '三格' } });
  });

  it.each([1, 50, 100])('keeps the order of %i people asked at once', async (count) => {
    const asked = [...crowd].reverse().slice(0, count);
    const { data, errors } = await askMany(asked);
    expect(errors).toBeUndefined();
    const expected = asked.map((id) => {
      const registered = crowd.indexOf(id) % 2 === 0;
      return {
        id,
        residenceRegistered: registered ? { answer: 'YES', reason: null } : { answer: 'NO', reason: 'NO_RECORD' },
        employed: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
        vaccinationUpToDate: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
        operatesEnterprise: { answer: 'NO', reason: 'NO_RECORD' },
        enrolled: { answer: 'NO', reason: 'NO_RECORD' },
      };
    });
    expect(data?.['persons']).toEqual(expected);
  });

  it('leaves null where an id’s tag does not fit, and answers for everybody else', async () => {
    const [first = '', second = ''] = crowd;
    const madeUp = createPersonId(new Uint8Array(15), new Uint8Array(32));
    const mistyped = first.slice(0, 5) + (first.charAt(5) === 'x' ? 'y' : 'x') + first.slice(6);
    const { status, data, errors } = await askMany([madeUp, first, mistyped, 'nobody', second, first, '']);
    expect([status, errors]).toEqual([200, undefined]);
    const ids = (data?.['persons'] as readonly ({ readonly id: string } | null)[]).map((person) => person?.id ?? null);
    expect(ids).toEqual([null, first, null, null, second, first, null]);
  });

  it('refuses a hundred and one people, and one whose tag does not fit', async () => {
    const [first = ''] = crowd;
    const many = await askMany([...crowd, first]);
    expect([many.status, many.errors?.[0]?.extensions]).toMatchObject([400, { code: 'LIMIT_EXCEEDED', field: 'ids' }]);
    const one = await hub
      .asOfficer('education', { purpose: 'SCHOOL_ADMISSION' })
      .query('query ($id: ID!) { person(id: $id) { id } me { id } }', { id: `${first}0` });
    expect([one.status, one.data, one.errors?.[0]?.extensions['code']]).toEqual([
      200,
      { person: null, me: { id: 'education-system' } },
      'NOT_FOUND',
    ]);
  });

  function askMany(ids: readonly string[]): Promise<HubAnswer> {
    const fields = ['residenceRegistered', 'employed', 'vaccinationUpToDate', 'operatesEnterprise', 'enrolled'];
    const selection = fields.map((field) => `${field} { answer reason }`).join(' ');
    return hub
      .asOfficer('education', { purpose: 'SCHOOL_ADMISSION' })
      .query(`query ($ids: [ID!]!) { persons(ids: $ids) { id ${selection} } }`, { ids });
  }

  it('joins an employment at labor to its enterprise at commerce', async () => {
    const permits = hub.asOfficer('police', { purpose: 'PERMIT_CONDITION' });
    const about = await lookUp(
      permits,
      personId,
      'employments { startedOn employer { code name kind establishedOn } }',
    );
    expect(about).toEqual({
      employments: [
        {
          startedOn: '2026-01-01',
          employer: { code: company, name: '白云商行', kind: 'COMPANY', establishedOn: '2020-01-01' },
        },
      ],
    });
  });

  it('joins a dwelling at police to its grid at community, by where it stands before by its code', async () => {
    const { police, community } = offices;
    const selection = 'residence { dwelling { address gridCode grid { code name kind } } }';
    const grid = { code: gridCode, name: '三格', kind: 'BASIC' };
    expect(await lookUp(police.officer, personId, selection)).toEqual({
      residence: { dwelling: { address: '渔港路 1 号', gridCode, grid } },
    });
    const market = {
      code: specialGridCode,
      name: '市场',
      regionCode: village,
      kind: 'SPECIAL',
      polygon: square(122.2, 30.2),
    };
    await community.record('defineGrid', market, '{ code }');
    const drawn = { longitude: 122.201, latitude: 30.201 };
    const stray = await registerDwelling(police, {
      gridCode: specialGridCode,
      location: drawn,
      address: '市场路 1 号',
    });
    const shopkeeper = inventCitizen('店主', '1970-01-01');
    const registered = await registerResidence(police, shopkeeper, stray);
    expect(await lookUp(police.officer, registered.person.id, selection)).toEqual({
      residence: { dwelling: { address: '市场路 1 号', gridCode: specialGridCode, grid } },
    });
  });

  it('partitions a village into grids that share no ground, and says who was met at a visit', async () => {
    const { community } = offices;
    const next = {
      code: `${village}004`,
      name: '四格',
      regionCode: village,
      kind: 'BASIC',
      polygon: square(122.205, 30.2),
    };
    const conflict = { code: 'CONFLICT', field: 'input.polygon', reason: 'GRID_OVERLAPS' };
    expect(await community.fail('defineGrid', next)).toEqual(conflict);
    const beside = { ...next, polygon: square(122.21, 30.2) };
    await community.record('defineGrid', beside, '{ code }');
    expect(await community.record('defineGrid', beside, '{ name }')).toEqual({ name: '四格' });
    expect(await community.fail('defineGrid', { ...beside, name: '别格' })).toMatchObject({ reason: 'CODE_TAKEN' });
    expect(await community.fail('defineGrid', { ...next, code: '330921200203004' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.code',
      reason: 'OTHER_VILLAGE',
    });
    const visit = { dwellingId, personIds: [personId], visitedOn: '2026-11-02', outcome: 'MET' };
    expect(await community.record('recordVisit', visit, '{ outcome people { id } dwelling { id } }')).toEqual({
      outcome: 'MET',
      people: [{ id: personId }],
      dwelling: { id: dwellingId },
    });
    expect(await community.fail('recordVisit', { ...visit, outcome: 'NOBODY' })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const unmet = crowd[0] ?? '';
    const seen = ['seenByCommunity(withinDays: 20)', 'late: seenByCommunity(withinDays: 19)'] as const;
    expect(await verify(community.officer, personId, ...seen)).toEqual({
      seenByCommunity: 'YES from COMMUNITY',
      late: 'UNKNOWN (NOT_SEEN) from COMMUNITY',
    });
    expect(await verify(community.officer, unmet, ...seen)).toEqual({
      seenByCommunity: 'UNKNOWN (NO_RECORD) from COMMUNITY',
      late: 'UNKNOWN (NO_RECORD) from COMMUNITY',
    });
  });

  const occasions: readonly (readonly [DepartmentName, PurposeCode, string, readonly string[]])[] = [
    [
      'commerce',
      'LICENSING',
      'nameMatches(name: "白云") atLeastAge(age: 16)',
      ['residencePermitValid', 'residenceRegistered'],
    ],
    ['family-planning', 'VACCINATION_OUTREACH', 'enrolled', ['employed', 'operatesEnterprise']],
    [
      'labor',
      'EMPLOYMENT_CHECK',
      'atLeastAge(age: 16) residenceRegistered',
      ['enrolled', 'residencePermitValid', 'vaccinationUpToDate'],
    ],
    ['police', 'PERMIT_CONDITION', 'employed operatesEnterprise', ['enrolled', 'seenByCommunity(withinDays: 9)']],
  ];
  it.each(occasions)(
    'lets %s ask for %s what that takes, and no more',
    async (department, purpose, allowed, refused) => {
      const officer = hub.asOfficer(department, { purpose });
      const asked = (fields: string): string => fields.replace(/(\w+)(\([^)]*\))?/g, '$& { answer }');
      await lookUp(officer, personId, asked(allowed));
      const fields = refused.map((field) => `Person.${field.replace(/\(.*/, '')}`);
      expect(await refusal(officer, personId, asked(`${allowed} ${refused.join(' ')}`))).toEqual({
        status: 403,
        code: 'FORBIDDEN',
        fields: fields.sort(),
      });
    },
  );

  it('knows a person whom no other department knows, at each of them, without an error', async () => {
    const newcomer = await mintPerson(offices.labor, inventCitizen('初来乍到', '1999-09-09'));
    const officer = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    expect(
      await verify(officer, newcomer, 'residenceRegistered', 'employed', 'enrolled', 'operatesEnterprise'),
    ).toEqual({
      residenceRegistered: 'NO (NO_RECORD) from POLICE',
      employed: 'UNKNOWN (NO_RECORD) from LABOR',
      enrolled: 'NO (NO_RECORD) from EDUCATION',
      operatesEnterprise: 'NO (NO_RECORD) from COMMERCE',
    });
  });
});
