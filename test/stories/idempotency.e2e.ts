import { randomUUID } from 'node:crypto';
import type { DepartmentName } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventCitizen, inventCreditCode } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Input, Offices } from './office.fixture.js';
import { openOffices, UnexpectedAnswer } from './office.fixture.js';
import { countRecords, listRecords, total } from './records.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { mintPerson, registerDwelling, registerResidence, residenceInput, square, village } from './town.fixture.js';

/** What earlier records the mutations refer to. */
interface Standing {
  readonly dwellingId: string;
  readonly registrationId: string;
  readonly residentId: string;
  readonly rentalUnitId: string;
  readonly tenancyId: string;
  readonly employmentId: string;
  readonly enrolmentId: string;
  readonly personId: string;
}

interface Case {
  readonly department: DepartmentName;
  readonly mutation: string;
  readonly input: (standing: Standing) => Input;
  readonly selection?: string;
  /** Makes the content another one. */
  readonly change: Input;
  /** Records that it adds; none where it changes one. */
  readonly adds: number;
}

const applicant = inventCitizen('申请人', '1990-03-07');
const pupilPlace = { schoolCode: 'ID-1', schoolYear: '2026', grade: 1, enrolledOn: '2026-09-01' };
const companyOf = (code: string): Input => ({
  code,
  name: '一家公司',
  kind: 'COMPANY',
  regionCode: village,
  establishedOn: '2020-01-01',
});
const [oldCompany, newCompany, employer] = [inventCreditCode(), inventCreditCode(), inventCreditCode()];

const cases: readonly Case[] = [
  {
    department: 'police',
    mutation: 'registerDwelling',
    input: () => ({ regionCode: village, address: '渔港路 9 号', kind: 'FLAT' }),
    change: { kind: 'ROOM' },
    adds: 1,
  },
  {
    department: 'police',
    mutation: 'registerResidence',
    input: ({ dwellingId }) => residenceInput(applicant, dwellingId),
    selection: '{ id person { id } receiptNumber status registeredOn }',
    change: { reason: 'STUDY' },
    adds: 2, // the person, too
  },
  {
    department: 'police',
    mutation: 'registerRentalUnit',
    input: ({ dwellingId, personId }) => ({ dwellingId, landlordId: personId, rooms: 2, maxBeds: 4 }),
    selection: '{ id number }',
    change: { rooms: 3 },
    adds: 1,
  },
  {
    department: 'police',
    mutation: 'reportTenancyStart',
    input: ({ rentalUnitId, residentId }) => ({ rentalUnitId, personId: residentId, startedOn: '2026-11-01' }),
    change: { startedOn: '2026-11-02' },
    adds: 1,
  },
  {
    department: 'police',
    mutation: 'reportTenancyEnd',
    input: ({ tenancyId }) => ({ tenancyId, endedOn: '2026-11-20' }),
    change: { endedOn: '2026-11-21' },
    adds: 0,
  },
  {
    department: 'police',
    mutation: 'issueResidencePermit',
    input: ({ residentId }) => ({ personId: residentId, basis: 'DWELLING', issuedOn: '2026-11-20' }),
    selection: '{ id number state endorsedUntil }',
    change: { basis: 'JOB' },
    adds: 1,
  },
  {
    department: 'police',
    mutation: 'deregisterResidence',
    input: ({ registrationId }) => ({ registrationId, leftOn: '2026-11-22', reason: 'LEFT' }),
    selection: '{ id status endedOn }',
    change: { reason: 'MISSING' },
    adds: 0,
  },
  {
    department: 'labor',
    mutation: 'reportEmploymentStart',
    input: ({ personId }) => ({ personId, employerCode: employer, startedOn: '2026-10-01' }),
    change: { occupation: '焊工' },
    adds: 1,
  },
  {
    department: 'labor',
    mutation: 'reportEmploymentEnd',
    input: ({ employmentId }) => ({ employmentId, endedOn: '2026-11-01', reason: 'RESIGNED' }),
    change: { reason: 'DISMISSED' },
    adds: 0,
  },
  {
    department: 'labor',
    mutation: 'recordSocialInsurance',
    input: ({ personId }) => ({ personId, employerCode: employer, since: '2026-10-01' }),
    change: { until: '2026-10-31' },
    adds: 1,
  },
  {
    department: 'education',
    mutation: 'registerSchool',
    input: () => ({ code: 'ID-2', name: '第二小学', regionCode: village, seats: [{ grade: 1, capacity: 40 }] }),
    selection: '{ code name }',
    change: { name: '第三小学' },
    adds: 1,
  },
  {
    department: 'education',
    mutation: 'enrolChild',
    input: ({ personId }) => ({ personId, ...pupilPlace }),
    change: { grade: 2 },
    adds: 1,
  },
  {
    department: 'education',
    mutation: 'endEnrolment',
    input: ({ enrolmentId }) => ({ enrolmentId, endedOn: '2026-10-10', reason: 'TRANSFERRED' }),
    change: { reason: 'LEFT' },
    adds: 0,
  },
  {
    department: 'commerce',
    mutation: 'registerEnterprise',
    input: () => companyOf(newCompany),
    selection: '{ code name status }',
    change: { name: '另一家公司' },
    adds: 1,
  },
  {
    department: 'commerce',
    mutation: 'closeEnterprise',
    input: () => ({ code: oldCompany, closedOn: '2026-11-11' }),
    selection: '{ code status closedOn }',
    change: { closedOn: '2026-11-12' },
    adds: 0,
  },
  {
    department: 'family-planning',
    mutation: 'recordVaccinationStatus',
    input: ({ personId }) => ({ personId, status: 'DUE', asOf: '2026-11-11' }),
    change: { status: 'OVERDUE' },
    adds: 1,
  },
  {
    department: 'community',
    mutation: 'defineGrid',
    input: () => ({
      code: `${village}007`,
      name: '七格',
      regionCode: village,
      kind: 'BASIC',
      polygon: square(122.5, 30.5),
    }),
    selection: '{ code name }',
    change: { name: '八格' },
    adds: 2, // the village, too
  },
  {
    department: 'community',
    mutation: 'recordVisit',
    input: ({ dwellingId, personId }) => ({
      dwellingId,
      personIds: [personId],
      visitedOn: '2026-11-20',
      outcome: 'MET',
    }),
    change: { outcome: 'MOVED' },
    adds: 1,
  },
];

describe('An idempotency key', () => {
  const clock = standingClock('2026-02-02');
  let hub: HubOnTrial;
  let offices: Offices;
  let standing: Standing;

  beforeAll(async () => {
    hub = await startHub({ clock });
    offices = openOffices(hub);
    standing = await prepare();
  });
  afterAll(() => hub.stop());

  async function prepare(): Promise<Standing> {
    const { police, labor, education, commerce } = offices;
    const dwellingId = await registerDwelling(police);
    const resident = await registerResidence(police, inventCitizen('老住户', '1980-01-01'), dwellingId);
    const leaver = await registerResidence(police, inventCitizen('要走的', '1981-01-01'), dwellingId);
    clock.setToday('2026-11-22');
    const personId = await mintPerson(labor, inventCitizen('某某', '2000-01-01'));
    const other = await mintPerson(labor, inventCitizen('另某', '2001-01-01'));
    const unit = await police.record('registerRentalUnit', { dwellingId, landlordId: personId, rooms: 9, maxBeds: 9 });
    const rental = { rentalUnitId: unit.id, personId: other, startedOn: '2026-10-01' };
    const tenancy = await police.record('reportTenancyStart', rental);
    const job = { personId: other, employerCode: employer, startedOn: '2026-10-01' };
    const employment = await labor.record('reportEmploymentStart', job);
    await education.record('registerSchool', { code: 'ID-1', name: '第一小学', regionCode: village }, '{ code }');
    const enrolment = await education.record('enrolChild', { ...pupilPlace, personId: other });
    await commerce.record('registerEnterprise', companyOf(oldCompany), '{ code }');
    return {
      dwellingId,
      personId,
      residentId: resident.person.id,
      registrationId: leaver.id,
      rentalUnitId: unit.id,
      tenancyId: tenancy.id,
      employmentId: employment.id,
      enrolmentId: enrolment.id,
    };
  }

  it.each(cases)(
    'gives $mutation one effect and one answer, however often and however close together it is sent, and refuses other content',
    async ({ department, mutation, input, selection = '{ id }', change, adds }) => {
      const office = offices[department];
      const sent = { ...input(standing), idempotencyKey: randomUUID() };
      const before = total(await countRecords(hub, department));
      const toldBefore = new Set((await listRecords(hub, department, 'outbox')).map(({ _id }) => _id));

      const atOnce = await Promise.all(Array.from({ length: 4 }, () => office.send(mutation, sent, selection)));
      const [first] = atOnce;
      if (first === undefined || first.errors !== undefined)
        throw new UnexpectedAnswer(first ?? { status: 0, requestId: '' });
      expect(atOnce.map(({ data }) => data)).toEqual(atOnce.map(() => first.data));
      expect(await office.fail(mutation, { ...sent, ...change })).toEqual({
        code: 'CONFLICT',
        field: 'input.idempotencyKey',
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
      expect((await office.send(mutation, sent, selection)).data).toEqual(first.data);

      expect(total(await countRecords(hub, department)) - before).toBe(adds);
      const told = (await listRecords(hub, department, 'outbox'))
        .filter(({ _id }) => !toldBefore.has(_id))
        .map(({ type }) => type);
      expect(told, 'each fact is told once').toEqual([...new Set(told)]);
    },
  );

  it('binds one mutation of one client: elsewhere the same key means nothing', async () => {
    const { police, labor } = offices;
    const idempotencyKey = 'the same everywhere';
    const dwelling = { idempotencyKey, regionCode: village, address: '渔港路 11 号', kind: 'FLAT' };
    await police.record('registerDwelling', dwelling);
    const person = inventCitizen('同一把钥匙', '1977-07-07');
    await police.record('registerResidence', { ...residenceInput(person, standing.dwellingId), idempotencyKey });
    const job = { personId: standing.personId, employerCode: oldCompany, startedOn: '2026-11-01' };
    await labor.record('reportEmploymentStart', { ...job, idempotencyKey });
  });

  it('must have 1 to 200 characters', async () => {
    const dwelling = { regionCode: village, address: '渔港路 12 号', kind: 'FLAT' };
    for (const idempotencyKey of ['', '  ', 'k'.repeat(201)]) {
      expect(await offices.police.fail('registerDwelling', { ...dwelling, idempotencyKey })).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'input.idempotencyKey',
      });
    }
    await offices.police.record('registerDwelling', { ...dwelling, idempotencyKey: '钥'.repeat(200) });
  });

  it('of a refused mutation is free again', async () => {
    const { police } = offices;
    const person = inventCitizen('再来一次', '1976-06-06');
    const sent = { ...residenceInput(person, 'none'), idempotencyKey: 'after a refusal' };
    expect(await police.fail('registerResidence', sent)).toMatchObject({ code: 'NOT_FOUND' });
    await police.record('registerResidence', { ...sent, dwellingId: standing.dwellingId });
  });
});
