import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from './answers.fixture.js';
import { inventCitizen, inventCreditCode } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Offices } from './office.fixture.js';
import { openOffices } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { mintPerson, village } from './town.fixture.js';

/** What labor, commerce, education and the clinics promise who reports to them. */
describe('The departments keep their records', () => {
  const clock = standingClock('2026-06-30');
  let hub: HubOnTrial;
  let offices: Offices;
  let schools: Officer;
  let outreach: Officer;

  beforeAll(async () => {
    hub = await startHub({ clock });
    offices = openOffices(hub);
    schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    outreach = hub.asOfficer('family-planning', { purpose: 'VACCINATION_OUTREACH' });
  });
  afterAll(() => hub.stop());

  it('labor holds one employment at a time with one employer, and several with several', async () => {
    const { labor } = offices;
    const personId = await mintPerson(labor, inventCitizen('两份工', '1992-02-02'));
    const [mill, yard] = [inventCreditCode(), inventCreditCode()];
    const job = {
      personId,
      employerCode: mill,
      startedOn: '2026-03-01',
      contractSignedOn: '2026-03-01',
      ageVerified: 'YES',
    };
    const { id } = await labor.record('reportEmploymentStart', job);
    await labor.record('reportEmploymentStart', { ...job, employerCode: yard });
    expect(await labor.fail('reportEmploymentStart', { ...job, startedOn: '2026-05-01' })).toEqual({
      code: 'CONFLICT',
      field: 'input.startedOn',
      reason: 'EMPLOYMENT_OVERLAPS',
    });
    const end = { employmentId: id, endedOn: '2026-06-01', reason: 'RESIGNED' };
    expect(await labor.fail('reportEmploymentEnd', { ...end, endedOn: '2026-02-28' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.endedOn',
      reason: 'DATE_ORDER',
    });
    const ended = await labor.record('reportEmploymentEnd', end, '{ endedOn endReason employer { code } }');
    expect(ended).toEqual({ endedOn: '2026-06-01', endReason: 'RESIGNED', employer: { code: mill } });
    expect(await labor.fail('reportEmploymentEnd', end)).toEqual({ code: 'CONFLICT', reason: 'ALREADY_ENDED' });
    expect(await labor.record('reportEmploymentStart', { ...job, startedOn: '2026-06-01' })).toBeDefined();
  });

  it('labor says UNKNOWN, never NO, of somebody whose only known employment has ended', async () => {
    const { labor } = offices;
    const personId = await mintPerson(labor, inventCitizen('下岗', '1970-07-07'));
    const job = { personId, employerCode: inventCreditCode(), startedOn: '2026-01-05', ageVerified: 'YES' };
    const { id } = await labor.record('reportEmploymentStart', job);
    await labor.record('reportEmploymentEnd', { employmentId: id, endedOn: '2026-06-01', reason: 'EXPIRED' });
    expect(await verify(schools, personId, 'employed', 'stablyEmployed', 'before: employed(on: "2026-05-31")')).toEqual(
      {
        employed: 'UNKNOWN (ENDED) from LABOR',
        stablyEmployed: 'UNKNOWN (ENDED) from LABOR',
        before: 'YES from LABOR',
      },
    );
  });

  it('labor names what is missing for stable employment, and lets insurance be stated anew', async () => {
    const { labor } = offices;
    const personId = await mintPerson(labor, inventCitizen('缺保险', '1995-05-25'));
    const employerCode = inventCreditCode();
    const contractSignedOn = '2026-01-01';
    await labor.record('reportEmploymentStart', {
      personId,
      employerCode,
      startedOn: contractSignedOn,
      contractSignedOn,
    });
    const asked = ['stablyEmployed', 'insuredForMonths(months: 3)'] as const;
    expect(await verify(schools, personId, ...asked)).toEqual({
      stablyEmployed: 'UNKNOWN (NOT_INSURED) from LABOR',
      insuredForMonths: 'NO (NO_RECORD) from LABOR',
    });
    const insurance = { personId, employerCode, since: '2026-02-01' };
    const first = await labor.record('recordSocialInsurance', insurance, '{ id since until }');
    expect(await verify(schools, personId, ...asked)).toEqual({
      stablyEmployed: 'YES from LABOR',
      insuredForMonths: 'YES from LABOR',
    });
    const restated = await labor.record(
      'recordSocialInsurance',
      { ...insurance, until: '2026-05-31' },
      '{ id since until }',
    );
    expect(restated).toEqual({ ...first, until: '2026-05-31' });
    expect(await verify(schools, personId, ...asked)).toEqual({
      stablyEmployed: 'UNKNOWN (NOT_INSURED) from LABOR',
      insuredForMonths: 'NO (ENDED) from LABOR',
    });
    expect(await labor.fail('recordSocialInsurance', { ...insurance, until: '2026-01-31' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.until',
    });
  });

  it('commerce registers a code once, and says what of a code or kind is wrong', async () => {
    const { commerce } = offices;
    const code = inventCreditCode('91');
    const company = {
      code,
      name: '蓬莱海产有限公司',
      kind: 'COMPANY',
      regionCode: '330921',
      establishedOn: '2020-02-29',
    };
    expect(await commerce.record('registerEnterprise', company, '{ code name kind status }')).toEqual({
      code,
      name: '蓬莱海产有限公司',
      kind: 'COMPANY',
      status: 'ACTIVE',
    });
    const wrongCheck = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
    const bad = [
      [company, { code: 'CONFLICT', field: 'input.code', reason: 'CODE_TAKEN' }],
      [
        { ...company, code: wrongCheck },
        { code: 'BAD_USER_INPUT', field: 'input.code', reason: 'BAD_CHECK_DIGIT' },
      ],
      [
        { ...company, code: code.slice(1) },
        { code: 'BAD_USER_INPUT', field: 'input.code', reason: 'BAD_LENGTH' },
      ],
      [
        { ...company, code: inventCreditCode('92') },
        { code: 'BAD_USER_INPUT', field: 'input.kind', reason: 'OTHER_KIND' },
      ],
      [
        { ...company, establishedOn: '2026-07-01' },
        { code: 'BAD_USER_INPUT', field: 'input.establishedOn', reason: 'FUTURE_DATE' },
      ],
    ] as const;
    for (const [input, refusal] of bad) expect(await commerce.fail('registerEnterprise', input)).toEqual(refusal);
  });

  it('commerce tells anybody about an enterprise by its code as typed, and whom it belongs to nobody', async () => {
    const { commerce, community } = offices;
    const code = inventCreditCode('92');
    const operatorId = await mintPerson(commerce, inventCitizen('掌柜', '1984-04-04'));
    const shop = {
      code,
      name: '老掌柜杂货店',
      kind: 'SELF_EMPLOYED',
      regionCode: village,
      establishedOn: '2024-04-04',
    };
    await commerce.record('registerEnterprise', { ...shop, operatorId }, '{ code }');
    const query = 'query ($code: String!) { enterprise(code: $code) { name status regionCode } }';
    const typed = ` ${code.slice(0, 9).toLowerCase()} ${code.slice(9)}`;
    expect((await community.officer.query(query, { code: typed })).data).toEqual({
      enterprise: { name: '老掌柜杂货店', status: 'ACTIVE', regionCode: village },
    });
    const unknown = await community.officer.query(query, { code: inventCreditCode() });
    expect([unknown.status, unknown.data, unknown.errors?.[0]?.extensions['code']]).toEqual([
      200,
      { enterprise: null },
      'NOT_FOUND',
    ]);
    const nosy = await community.officer.query(
      'query ($code: String!) { enterprise(code: $code) { operator { id } } }',
      {
        code,
      },
    );
    expect([nosy.status, nosy.errors?.[0]?.extensions['fields']]).toEqual([403, ['Enterprise.operator']]);
    expect(await verify(schools, operatorId, 'operatesEnterprise')).toEqual({
      operatesEnterprise: 'YES from COMMERCE',
    });
    const closed = { code, closedOn: '2026-06-30' };
    expect(await commerce.record('closeEnterprise', closed, '{ status closedOn }')).toEqual({
      status: 'CLOSED',
      closedOn: '2026-06-30',
    });
    expect(await commerce.fail('closeEnterprise', closed)).toEqual({ code: 'CONFLICT', reason: 'ALREADY_CLOSED' });
    expect(await verify(schools, operatorId, 'operatesEnterprise')).toEqual({
      operatesEnterprise: 'NO (CLOSED) from COMMERCE',
    });
  });

  it('education gives the seats there are, one active enrolment a child, and an end with its day', async () => {
    const { education } = offices;
    const school = { code: 'XS-2', name: '秀南小学', regionCode: village, seats: [{ grade: 2, capacity: 1 }] };
    await education.record('registerSchool', school, '{ code }');
    expect(await education.record('registerSchool', school, '{ name }')).toEqual({ name: '秀南小学' });
    expect(await education.fail('registerSchool', { ...school, name: '秀北小学' })).toEqual({
      code: 'CONFLICT',
      field: 'input.code',
      reason: 'CODE_TAKEN',
    });
    const [pupil, late] = await Promise.all([
      mintPerson(education, inventCitizen('学生甲', '2018-01-20')),
      mintPerson(education, inventCitizen('学生乙', '2018-02-20')),
    ]);
    const place = { personId: pupil, schoolCode: 'XS-2', schoolYear: '2025', grade: 2, enrolledOn: '2025-09-01' };
    const { id } = await education.record('enrolChild', place);
    const bad = [
      [
        { ...place, grade: 3 },
        { code: 'CONFLICT', field: 'input.personId', reason: 'ALREADY_ENROLLED' },
      ],
      [
        { ...place, personId: late },
        { code: 'CONFLICT', field: 'input.grade', reason: 'NO_SEAT' },
      ],
      [
        { ...place, personId: late, grade: 13 },
        { code: 'BAD_USER_INPUT', field: 'input.grade', reason: 'OUT_OF_RANGE' },
      ],
      [
        { ...place, personId: late, schoolYear: '25/26' },
        { code: 'BAD_USER_INPUT', field: 'input.schoolYear', reason: 'BAD_SCHOOL_YEAR' },
      ],
      [
        { ...place, personId: late, schoolCode: 'none' },
        { code: 'NOT_FOUND', field: 'input.schoolCode' },
      ],
    ] as const;
    for (const [input, refusal] of bad) expect(await education.fail('enrolChild', input)).toEqual(refusal);
    expect(await verify(outreach, pupil, 'enrolled')).toEqual({ enrolled: 'YES from EDUCATION' });
    const leaving = { enrolmentId: id, endedOn: '2026-05-01', reason: 'TRANSFERRED' };
    expect(await education.record('endEnrolment', leaving, '{ status endedOn }')).toEqual({
      status: 'ENDED',
      endedOn: '2026-05-01',
    });
    expect(await education.fail('endEnrolment', leaving)).toEqual({ code: 'CONFLICT', reason: 'ALREADY_ENDED' });
    expect(await verify(outreach, pupil, 'enrolled')).toEqual({ enrolled: 'NO (ENDED) from EDUCATION' });
    expect(await education.record('enrolChild', { ...place, personId: late, enrolledOn: '2026-05-04' })).toBeDefined();
  });

  it('a clinic states where a child stands; an older report that comes late changes nothing', async () => {
    const clinic = offices['family-planning'];
    const personId = await mintPerson(clinic, inventCitizen('小宝', '2024-12-01'));
    const told = async (): Promise<unknown> =>
      (await verify(schools, personId, 'vaccinationUpToDate'))['vaccinationUpToDate'];
    const report = (status: string, asOf: string): Promise<unknown> =>
      clinic.record('recordVaccinationStatus', { personId, status, asOf }, '{ status asOf }');
    expect(await told()).toBe('UNKNOWN (NO_RECORD) from FAMILY_PLANNING');
    await report('OVERDUE', '2026-04-01');
    expect(await told()).toBe('NO (OVERDUE) from FAMILY_PLANNING');
    await report('DUE', '2026-05-01');
    expect(await told()).toBe('NO (DUE) from FAMILY_PLANNING');
    const standing = { status: 'UP_TO_DATE', asOf: '2026-06-01' };
    expect(await report('UP_TO_DATE', '2026-06-01')).toEqual(standing);
    expect(await report('OVERDUE', '2026-03-01')).toEqual(standing);
    expect(await told()).toBe('YES from FAMILY_PLANNING');
    const future = { personId, status: 'DUE', asOf: '2026-07-01' };
    expect(await clinic.fail('recordVaccinationStatus', future)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.asOf',
    });
  });
});
