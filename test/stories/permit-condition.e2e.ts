import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp, refusal, verify } from './answers.fixture.js';
import { inventCitizen, inventCreditCode } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Input, Offices } from './office.fixture.js';
import { openOffices } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { deregisterResidence, mintPerson, registerDwelling, registerResidence, village } from './town.fixture.js';
import type { Registration } from './town.fixture.js';

const welder = inventCitizen('罗志强', '1987-05-17');
const cook = inventCitizen('乔红', '1994-10-08');
const shipyard = inventCreditCode('91');
const unlicensed = inventCreditCode('91');

interface Permit {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly endorsedUntil: string;
}
const everythingOfPermit = '{ id number state endorsedUntil }';

/** 居住证: voluntary, after half a year and on one condition, which the department that knows confirms (Decree 663). */
describe('Somebody applies for a residence permit', () => {
  const clock = standingClock('2025-08-31');
  let hub: HubOnTrial;
  let offices: Offices;
  let permits: Officer;
  let schools: Officer;
  let registration: Registration;
  let permit: Permit;
  let welderId = '';
  let cookId = '';

  const issue = (personId: string, issuedOn: string): Input => ({ personId, basis: 'JOB', issuedOn });
  const validity = async (): Promise<string | undefined> =>
    (await verify(schools, welderId, 'residencePermitValid'))['residencePermitValid'];

  beforeAll(async () => {
    hub = await startHub({ clock });
    offices = openOffices(hub);
    permits = hub.asOfficer('police', { purpose: 'PERMIT_CONDITION', caseNumber: 'PERMIT-2026-0893' });
    schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    const { police, labor, commerce } = offices;
    const dormitory = await registerDwelling(police, { kind: 'DORM' });
    registration = await registerResidence(police, welder, dormitory, { dwellingRelation: 'DORM' });
    welderId = registration.person.id;
    cookId = (await registerResidence(police, cook, dormitory)).person.id;
    await commerce.record(
      'registerEnterprise',
      { code: shipyard, name: '秀山船厂', kind: 'COMPANY', regionCode: village, establishedOn: '2001-01-01' },
      '{ code }',
    );
    const job = { personId: welderId, startedOn: '2025-08-20', contractSignedOn: '2025-08-20', ageVerified: 'YES' };
    await labor.record('reportEmploymentStart', { ...job, employerCode: shipyard });
    await labor.record('reportEmploymentStart', { ...job, employerCode: unlicensed, contractSignedOn: null });
    await labor.record('recordSocialInsurance', { personId: welderId, employerCode: shipyard, since: '2025-08-25' });
  });
  afterAll(() => hub.stop());

  it('cannot have it before half a year is full, counted by the calendar from the last day of August', async () => {
    clock.setToday('2026-02-27');
    expect(await offices.police.fail('issueResidencePermit', issue(welderId, '2026-02-27'))).toEqual({
      code: 'CONFLICT',
      field: 'input.issuedOn',
      reason: 'HALF_YEAR_REQUIRED',
    });
  });

  it('is asked about at labor and commerce, and the employers are joined in one answer', async () => {
    clock.setToday('2026-03-02');
    const conditions = ['employed', 'stablyEmployed', 'insuredForMonths(months: 6)', 'operatesEnterprise'];
    expect(await verify(permits, welderId, 'residentForMonths(months: 6)', ...conditions)).toEqual({
      residentForMonths: 'YES from POLICE',
      employed: 'YES from LABOR',
      stablyEmployed: 'YES from LABOR',
      insuredForMonths: 'YES from LABOR',
      operatesEnterprise: 'NO (NO_RECORD) from COMMERCE',
    });
    const answer = await permits.query(
      'query ($id: ID!) { person(id: $id) { employments { startedOn employer { code name status } } } }',
      { id: welderId },
    );
    const startedOn = '2025-08-20';
    expect(answer.data?.['person']).toEqual({
      employments: expect.arrayContaining([
        { startedOn, employer: { code: shipyard, name: '秀山船厂', status: 'ACTIVE' } },
        { startedOn, employer: { code: unlicensed, name: null, status: null } },
      ]) as unknown,
    });
    const [error, ...more] = answer.errors ?? [];
    expect(error?.extensions).toMatchObject({ code: 'NOT_FOUND', reason: 'NO_RECORD' });
    expect(more.every(({ extensions }) => extensions['code'] === 'NOT_FOUND')).toBe(true);
  });

  it('may work where nobody reported it: UNKNOWN, while the insurance register may say no', async () => {
    expect(await verify(permits, cookId, 'employed', 'stablyEmployed', 'insuredForMonths(months: 6)')).toEqual({
      employed: 'UNKNOWN (NO_RECORD) from LABOR',
      stablyEmployed: 'UNKNOWN (NO_RECORD) from LABOR',
      insuredForMonths: 'NO (NO_RECORD) from LABOR',
    });
  });

  it('has children whose school and clinic are nobody’s business here', async () => {
    const selection = 'employed { answer } enrolled { answer } vaccinationUpToDate { answer }';
    expect(await refusal(permits, welderId, selection)).toEqual({
      status: 403,
      code: 'FORBIDDEN',
      fields: ['Person.enrolled', 'Person.vaccinationUpToDate'],
    });
  });

  it('gets it on the first day that the half year is full', async () => {
    permit = await offices.police.record<Permit>(
      'issueResidencePermit',
      issue(welderId, '2026-02-28'),
      everythingOfPermit,
    );
    expect(permit).toMatchObject({ state: 'ACTIVE', endorsedUntil: '2027-02-28' });
    expect(permit.number).not.toBe('');
    expect(await validity()).toBe('YES from POLICE');
  });

  it('holds one permit, not two, and nobody unregistered holds any', async () => {
    const { police } = offices;
    expect(await police.fail('issueResidencePermit', issue(welderId, '2026-03-01'))).toEqual({
      code: 'CONFLICT',
      reason: 'PERMIT_EXISTS',
    });
    const stranger = await mintPerson(police, inventCitizen('过路客', '1980-01-01'));
    expect(await police.fail('issueResidencePermit', issue(stranger, '2026-03-01'))).toEqual({
      code: 'CONFLICT',
      reason: 'NOT_REGISTERED',
    });
    expect(await police.fail('issueResidencePermit', issue(cookId, '2026-03-03'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.issuedOn',
      reason: 'FUTURE_DATE',
    });
  });

  it('has it endorsed within the month before the year is full, not earlier', async () => {
    const { police } = offices;
    clock.setToday('2027-02-01');
    const early = { permitId: permit.id, endorsedOn: '2027-01-27' };
    expect(await police.fail('endorseResidencePermit', early)).toEqual({
      code: 'CONFLICT',
      field: 'input.endorsedOn',
      reason: 'TOO_EARLY',
    });
    const inTime = { permitId: permit.id, endorsedOn: '2027-01-28' };
    expect(await police.record('endorseResidencePermit', inTime, everythingOfPermit)).toEqual({
      ...permit,
      endorsedUntil: '2028-02-28',
    });
  });

  it('loses its use when the endorsement is overdue, and has it back when it is made up', async () => {
    clock.setToday('2028-02-28');
    expect(await validity()).toBe('YES from POLICE');
    clock.setToday('2028-02-29');
    expect(await validity()).toBe('NO (EXPIRED) from POLICE');
    clock.setToday('2028-04-10');
    const late = { permitId: permit.id, endorsedOn: '2028-04-10' };
    expect(await offices.police.record('endorseResidencePermit', late, everythingOfPermit)).toMatchObject({
      state: 'ACTIVE',
      endorsedUntil: '2029-04-10',
    });
    expect(await validity()).toBe('YES from POLICE');
  });

  it('loses it for good on becoming a local household member', async () => {
    const { police } = offices;
    const localised = { registrationId: registration.id, leftOn: '2028-04-10', reason: 'LOCALISED' };
    expect(await deregisterResidence(police, localised)).toMatchObject({ status: 'LOCALISED', endedOn: '2028-04-10' });
    expect(await validity()).toBe('NO (ENDED) from POLICE');
    expect(await lookUp(police.officer, welderId, 'status')).toEqual({ status: 'LOCALISED' });
    const again = { permitId: permit.id, endorsedOn: '2028-04-10' };
    expect(await police.fail('endorseResidencePermit', again)).toEqual({
      code: 'CONFLICT',
      reason: 'PERMIT_TERMINATED',
    });
  });
});
