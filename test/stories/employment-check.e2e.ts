import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp, refusal, verify } from './answers.fixture.js';
import type { Somebody } from './cast.fixture.js';
import { inventCitizen, inventCreditCode, mistype } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Offices } from './office.fixture.js';
import { mutationText, openOffices } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { registerDwelling, registerResidence, resolve } from './town.fixture.js';

const riveter = inventCitizen('龙光荣', '1999-03-07');
const boy = inventCitizen('龙小军', '2011-06-01');
const sailor: Somebody = { documentType: 'PASSPORT', documentNumber: 'T99000042', name: 'MARIS OZOLINS' };
const shipyard = inventCreditCode('91');
const today = '2026-11-22';

/** 用工核查: Decree 364, nobody under sixteen; labor inspection rules art. 33. */
describe('An inspector of labor meets workers at a shipyard', () => {
  const clock = standingClock(today);
  let hub: HubOnTrial;
  let offices: Offices;
  let inspector: Officer;
  const people = { riveter: '', boy: '', sailor: '' };

  beforeAll(async () => {
    hub = await startHub({ clock });
    offices = openOffices(hub);
    inspector = hub.asOfficer('labor', { purpose: 'EMPLOYMENT_CHECK', caseNumber: 'INSPECTION-2026-0042' });
    const { police, commerce } = offices;
    const dormitory = await registerDwelling(police, { kind: 'DORM' });
    people.riveter = (await registerResidence(police, riveter, dormitory, { dwellingRelation: 'DORM' })).person.id;
    people.boy = (await registerResidence(police, boy, dormitory, { reason: 'JOIN_FAMILY' })).person.id;
    await commerce.record(
      'registerEnterprise',
      {
        code: shipyard,
        name: '岱山东海船舶有限公司',
        kind: 'COMPANY',
        regionCode: '330921',
        establishedOn: '2009-09-09',
      },
      '{ code }',
    );
  });
  afterAll(() => hub.stop());

  it('learns who somebody is, which rule a wrong number breaks, and no id of anybody under a wrong name', async () => {
    const spaced = riveter.documentNumber.replace(/^(.{6})(.{8})(.{4})$/, '$1 $2 $3');
    const results = await resolve(offices.labor, [
      riveter,
      { ...riveter, documentNumber: spaced },
      { ...riveter, name: '龙光耀祖' },
      mistype(riveter),
      { ...riveter, documentNumber: riveter.documentNumber.slice(0, 17) },
      inventCitizen('无此人', '1970-01-01'),
      sailor,
    ]);
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['MATCH', null],
      ['MATCH', null],
      ['REVIEW', 'NAME_DIFFERS'],
      ['INVALID', 'BAD_CHECK_DIGIT'],
      ['INVALID', 'BAD_LENGTH'],
      ['NO_MATCH', null],
      ['NO_MATCH', null],
    ]);
    const ids = results.map(({ personId }) => personId);
    expect(ids).toEqual([people.riveter, people.riveter, null, null, null, null, null]);
  });

  it('hears that the worker is of age and registered, and that the employer is licensed', async () => {
    const text = `query ($id: ID!, $name: String!, $code: String!) {
      person(id: $id) {
        nameMatches(name: $name) { answer source }
        atLeastAge(age: 16) { answer source }
        residenceRegistered { answer source }
      }
      enterprise(code: $code) { name kind status establishedOn }
    }`;
    const variables = { id: people.riveter, name: riveter.name, code: shipyard };
    const { data, errors } = await inspector.query(text, variables);
    expect(errors).toBeUndefined();
    const yes = { answer: 'YES', source: 'POLICE' };
    expect(data).toEqual({
      person: { nameMatches: yes, atLeastAge: yes, residenceRegistered: yes },
      enterprise: {
        name: '岱山东海船舶有限公司',
        kind: 'COMPANY',
        status: 'ACTIVE',
        establishedOn: '2009-09-09',
      },
    });
  });

  it('gets an id for a sailor whom police never saw, once, however often it is asked', async () => {
    const { labor } = offices;
    const [made] = await resolve(labor, [sailor], { mint: true });
    const [again] = await resolve(labor, [sailor], { mint: true });
    expect([made?.outcome, again?.outcome]).toEqual(['NEW', 'MATCH']);
    expect(again?.personId).toBe(made?.personId);
    people.sailor = String(made?.personId);
    expect(await lookUp(offices.police.officer, people.sailor, 'status')).toEqual({ status: 'UNREGISTERED' });
  });

  it('is told UNKNOWN of an age that the document does not tell, while the register of residents says no', async () => {
    expect(await verify(inspector, people.sailor, 'atLeastAge(age: 16)', 'residenceRegistered')).toEqual({
      atLeastAge: 'UNKNOWN (NO_RECORD) from POLICE',
      residenceRegistered: 'NO (NO_RECORD) from POLICE',
    });
  });

  it('is refused children, clinic and address with the list of fields', async () => {
    const selection =
      'enrolled { answer } vaccinationUpToDate { answer } residence { regionCode } atLeastAge(age: 16) { answer }';
    const refused = await refusal(inspector, people.riveter, selection);
    expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(refused.fields).toEqual(['Person.enrolled', 'Person.residence', 'Person.vaccinationUpToDate']);
  });

  it('is refused minting outside its own records', async () => {
    const identity = hub.asOfficer('labor', { purpose: 'IDENTITY_CHECK' });
    const items = [{ reference: '1', ...inventCitizen('新来的', '1990-02-03') }];
    const text = mutationText('resolvePersons', '{ results { personId } }');
    const { data, errors } = await identity.query(text, { input: { mint: true, items } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.mint' } }]);
  });

  it('records a child at work and flags it, never refuses the record', async () => {
    const { labor } = offices;
    expect(await verify(inspector, people.boy, 'atLeastAge(age: 16, on: "2026-11-01")')).toEqual({
      atLeastAge: 'NO (UNDER_AGE) from POLICE',
    });
    const hired = {
      personId: people.boy,
      employerCode: shipyard,
      startedOn: '2026-11-01',
      contractSignedOn: '2026-11-01',
    };
    const child = await labor.record('reportEmploymentStart', { ...hired, ageVerified: 'NO' }, '{ flags }');
    expect(child).toEqual({ flags: ['UNDER_16'] });
    const unverified = { ...hired, personId: people.sailor };
    expect(await labor.record('reportEmploymentStart', unverified, '{ flags }')).toEqual({ flags: ['AGE_UNVERIFIED'] });
    const grown = { ...hired, personId: people.riveter, ageVerified: 'YES' };
    expect(await labor.record('reportEmploymentStart', grown, '{ flags }')).toEqual({ flags: [] });
  });

  it('leaves a void contract with a child out of what counts as stable employment', async () => {
    const since = '2026-11-01';
    for (const personId of [people.boy, people.riveter]) {
      await offices.labor.record('recordSocialInsurance', { personId, employerCode: shipyard, since });
    }
    const schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    expect(await verify(schools, people.boy, 'employed', 'stablyEmployed')).toEqual({
      employed: 'YES from LABOR',
      stablyEmployed: 'UNKNOWN (NO_CONTRACT) from LABOR',
    });
    expect(await verify(schools, people.riveter, 'stablyEmployed')).toEqual({ stablyEmployed: 'YES from LABOR' });
  });

  it('finds the same people a thousand at a time, in the order asked', async () => {
    const crowd = Array.from({ length: 1_000 }, (_, index) =>
      inventCitizen(`工人${String(index)}`, `19${String(60 + (index % 40))}-01-15`),
    );
    const minted = await resolve(offices.labor, crowd, { mint: true });
    const found = await resolve(offices.labor, [...crowd].reverse());
    expect(minted.every(({ outcome }) => outcome === 'NEW')).toBe(true);
    expect(found.every(({ outcome }) => outcome === 'MATCH')).toBe(true);
    expect(found.map(({ personId }) => personId)).toEqual(minted.map(({ personId }) => personId).reverse());
    expect(new Set(minted.map(({ personId }) => personId)).size).toBe(1_000);
    expect(await offices.labor.fail('resolvePersons', { items: [...crowd, riveter].map(withReference) })).toMatchObject(
      {
        code: 'LIMIT_EXCEEDED',
        field: 'input.items',
      },
    );
  });
});

function withReference(person: Somebody, index: number): Somebody & { readonly reference: string } {
  return { reference: String(index), ...person };
}
