import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from '../authorization/department-doors.js';
import { lookUp, refusal, verify } from './answers.fixture.js';
import { inventCitizen, inventCreditCode } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Offices } from './office.fixture.js';
import { openOffices } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { mintPerson, registerDwelling, registerResidence, square, village } from './town.fixture.js';

const child = inventCitizen('韦小雨', '2019-09-02');
const mother = inventCitizen('韦春梅', '1991-04-11');
const father = inventCitizen('阿卜杜·热合曼', '1989-12-30');
const shipyard = inventCreditCode('91');
const noodleShop = inventCreditCode('92');

/** 随迁子女入学: a family came in February, worked, and asks for a school place in August. */
describe('A child of a family that moved here asks for a school place', () => {
  const clock = standingClock('2026-02-02');
  const people = { child: '', mother: '', father: '' };
  let hub: HubOnTrial;
  let offices: Offices;
  let admissions: Officer;

  beforeAll(async () => {
    hub = await startHub({ clock });
    offices = openOffices(hub);
    admissions = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION', caseNumber: '甬教招〔2026〕117号' });
    await settleTheFamily();
    await worksAndTrades();
    await growsUp();
    clock.setToday('2026-08-20');
  });
  afterAll(() => hub.stop());

  /** February: police and community. Mother and child rent a flat; the father sleeps on the site. */
  async function settleTheFamily(): Promise<void> {
    const { police, community } = offices;
    const gridCode = `${village}001`;
    const grid = { code: gridCode, name: '秀东一格', regionCode: village, kind: 'BASIC', polygon: square(122.1, 30.1) };
    await community.record('defineGrid', grid, '{ code }');
    const flat = await registerDwelling(police, { gridCode, location: { longitude: 122.105, latitude: 30.105 } });
    const hut = await registerDwelling(police, { kind: 'SITE_HUT', address: '三号船坞工棚' });
    const landlord = await mintPerson(police, inventCitizen('林房东', '1960-01-20'));
    const unit = await police.record('registerRentalUnit', {
      dwellingId: flat,
      landlordId: landlord,
      rooms: 2,
      maxBeds: 4,
    });
    const home = { hukouRegionCode: '522729', phone: '100-0000-0117' };
    people.mother = (await registerResidence(police, { ...mother, ...home }, flat)).person.id;
    people.child = (await registerResidence(police, { ...child, ...home }, flat, { reason: 'JOIN_FAMILY' })).person.id;
    people.father = (await registerResidence(police, father, hut, { dwellingRelation: 'SITE' })).person.id;
    await police.record('reportTenancyStart', {
      rentalUnitId: unit.id,
      personId: people.mother,
      startedOn: '2026-01-31',
    });
  }

  /** February: labor and commerce. The mother has a contract and insurance; nobody reported the father. */
  async function worksAndTrades(): Promise<void> {
    const { commerce, labor } = offices;
    const established = { regionCode: '330921', establishedOn: '2015-05-01' };
    await commerce.record(
      'registerEnterprise',
      { code: shipyard, name: '秀山船舶修造有限公司', kind: 'COMPANY', ...established },
      '{ code }',
    );
    await commerce.record(
      'registerEnterprise',
      { code: noodleShop, name: '热合曼拉面馆', kind: 'SELF_EMPLOYED', ...established, operatorId: people.father },
      '{ code }',
    );
    const job = { personId: people.mother, employerCode: shipyard };
    const terms = { startedOn: '2026-02-01', contractSignedOn: '2026-01-30', occupation: '焊工', ageVerified: 'YES' };
    await labor.record('reportEmploymentStart', { ...job, ...terms });
    await labor.record('recordSocialInsurance', { ...job, since: '2026-02-01' });
  }

  /** What the clinic and, half a year on, police write down. */
  async function growsUp(): Promise<void> {
    clock.setToday('2026-08-03');
    const { police, 'family-planning': clinic } = offices;
    await clinic.record('recordVaccinationStatus', {
      personId: people.child,
      status: 'UP_TO_DATE',
      asOf: '2026-07-15',
    });
    await police.record('issueResidencePermit', { personId: people.mother, basis: 'JOB', issuedOn: '2026-08-02' });
  }

  it('hears about the child from police, the clinic and its own schools, without a paper', async () => {
    const about = await verify(
      admissions,
      people.child,
      `nameMatches(name: "${child.name}")`,
      'atLeastAge(age: 6, on: "2026-09-02")',
      'residenceRegistered',
      'vaccinationUpToDate',
      'enrolled(schoolYear: "2026")',
    );
    expect(about).toEqual({
      nameMatches: 'YES from POLICE',
      atLeastAge: 'YES from POLICE',
      residenceRegistered: 'YES from POLICE',
      vaccinationUpToDate: 'YES from FAMILY_PLANNING',
      enrolled: 'NO (NO_RECORD) from EDUCATION',
    });
  });

  it('hears of each condition that the mother meets, from the department that knows', async () => {
    const about = await verify(
      admissions,
      people.mother,
      'residentForMonths(months: 6)',
      'residencePermitValid',
      'lawfulDwelling',
      'employed',
      'stablyEmployed',
      'insuredForMonths(months: 6)',
      'operatesEnterprise',
    );
    expect(about).toEqual({
      residentForMonths: 'YES from POLICE',
      residencePermitValid: 'YES from POLICE',
      lawfulDwelling: 'YES from POLICE',
      employed: 'YES from LABOR',
      stablyEmployed: 'YES from LABOR',
      insuredForMonths: 'YES from LABOR',
      operatesEnterprise: 'NO (NO_RECORD) from COMMERCE',
    });
  });

  it('hears how things stood on the day asked about', async () => {
    const about = await verify(
      admissions,
      people.mother,
      'residenceRegistered(on: "2026-02-01")',
      'residentForMonths(months: 6, on: "2026-08-01")',
      'residencePermitValid(on: "2026-08-01")',
      'employed(on: "2026-01-31")',
      'insuredForMonths(months: 6, on: "2026-07-15")',
    );
    expect(about).toEqual({
      residenceRegistered: 'NO (NO_RECORD) from POLICE',
      residentForMonths: 'NO (TOO_SHORT) from POLICE',
      residencePermitValid: 'NO (NO_RECORD) from POLICE',
      employed: 'UNKNOWN (NO_RECORD) from LABOR',
      insuredForMonths: 'NO (TOO_SHORT) from LABOR',
    });
  });

  it('is told UNKNOWN, not no, of a father whose work and dwelling nobody reported', async () => {
    const about = await verify(admissions, people.father, 'stablyEmployed', 'lawfulDwelling', 'operatesEnterprise');
    expect(about).toEqual({
      stablyEmployed: 'UNKNOWN (NO_RECORD) from LABOR',
      lawfulDwelling: 'UNKNOWN (NO_RECORD) from POLICE',
      operatesEnterprise: 'YES from COMMERCE',
    });
  });

  it('reads when each department last knew, as an instant', async () => {
    const about = await lookUp(admissions, people.child, 'vaccinationUpToDate { asOf } residenceRegistered { asOf }');
    expect(about).toEqual({
      vaccinationUpToDate: { asOf: '2026-07-14T16:00:00.000Z' },
      residenceRegistered: { asOf: '2026-02-02T04:00:00.000Z' },
    });
  });

  it('knows the child by a name written with any separator, and nobody by another name', async () => {
    const spellings = await verify(admissions, people.father, 'nameMatches(name: "阿卜杜•热合曼")');
    const others = await verify(admissions, people.father, `nameMatches(name: "${mother.name}")`);
    expect([spellings, others]).toEqual([
      { nameMatches: 'YES from POLICE' },
      { nameMatches: 'NO (NAME_DIFFERS) from POLICE' },
    ]);
  });

  it('is refused employers and address as a whole, with the list, before any department is asked', async () => {
    const before = await countDepartmentRequests(hub);
    const refused = await refusal(
      admissions,
      people.mother,
      'enrolled { answer } employments { employerCode } residence { regionCode } stablyEmployed { answer }',
    );
    expect(refused).toEqual({ status: 403, code: 'FORBIDDEN', fields: expect.any(Array) as string[] });
    expect(refused.fields).toEqual(
      expect.arrayContaining(['Employment.employerCode', 'Person.employments', 'Person.residence']),
    );
    expect(refused.fields).not.toEqual(expect.arrayContaining(['Person.stablyEmployed']));
    expect(await countDepartmentRequests(hub)).toEqual(before);
  });

  it('enrols the child, after which nobody doubts it', async () => {
    const { education } = offices;
    const school = { code: '3133092101', name: '秀山小学', regionCode: village, seats: [{ grade: 1, capacity: 1 }] };
    await education.record('registerSchool', school, '{ code }');
    const place = { personId: people.child, schoolCode: school.code, schoolYear: '2026', grade: 1 };
    const enrolment = await education.record(
      'enrolChild',
      { ...place, enrolledOn: '2026-08-20' },
      '{ id status school { name seats(schoolYear: "2026") { grade capacity taken } } }',
    );
    expect(enrolment).toMatchObject({
      status: 'ACTIVE',
      school: { name: '秀山小学', seats: [{ grade: 1, capacity: 1, taken: 1 }] },
    });
    expect(await verify(admissions, people.child, 'enrolled(schoolYear: "2026")')).toEqual({
      enrolled: 'YES from EDUCATION',
    });
  });
});
