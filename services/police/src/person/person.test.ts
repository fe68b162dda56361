import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { li, nextKey, tryPolice, zhang } from '../police.fixture.js';

describe('what police answers about a person', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  let personId: string;
  let dwellingId: string;

  beforeAll(async () => {
    police = await tryPolice({ today: '2026-05-01' });
    dwellingId = await police.registerDwelling({ gridCode: '330921200200001' });
    ({ personId } = await police.settle(dwellingId, { ...zhang, hukouRegionCode: '511725' }));
    police.setToday('2026-11-22');
  });
  afterAll(() => police.close());

  const ask = async (selection: string, id = personId) => (await police.askPerson(id, selection)).person;

  it('compares names after normalising, and says no to another name', async () => {
    expect(
      await ask('a: nameMatches(name: " 张三 ") { answer source } b: nameMatches(name: "李四") { answer reason }'),
    ).toEqual({
      a: { answer: 'YES', source: 'POLICE' },
      b: { answer: 'NO', reason: 'NAME_DIFFERS' },
    });
  });

  it('counts ages from the document, on any day', async () => {
    expect(
      await ask(`
        today: atLeastAge(age: 36) { answer }
        eve: atLeastAge(age: 36, on: "2026-03-06") { answer reason }
        birthday: atLeastAge(age: 36, on: "2026-03-07") { answer }
        unborn: atLeastAge(age: 0, on: "1990-03-06") { answer }
      `),
    ).toEqual({
      today: { answer: 'YES' },
      eve: { answer: 'NO', reason: 'UNDER_AGE' },
      birthday: { answer: 'YES' },
      unborn: { answer: 'NO' },
    });
  });

  it('counts months from the registration, not from the arrival', async () => {
    expect(
      await ask(`
        six: residentForMonths(months: 6) { answer }
        seven: residentForMonths(months: 7) { answer reason }
        eve: residentForMonths(months: 6, on: "2026-10-31") { answer reason }
        before: residenceRegistered(on: "2026-04-30") { answer reason }
      `),
    ).toEqual({
      six: { answer: 'YES' },
      seven: { answer: 'NO', reason: 'TOO_SHORT' },
      eve: { answer: 'NO', reason: 'TOO_SHORT' },
      before: { answer: 'NO', reason: 'NO_RECORD' },
    });
  });

  it('says unknown, never no, about a rented dwelling without a tenancy on record', async () => {
    expect(await ask('lawfulDwelling { answer reason }')).toEqual({
      lawfulDwelling: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
    });
    const officer = police.as('police');
    const unit = await officer.query(
      'mutation ($input: RegisterRentalUnitInput!) { registerRentalUnit(input: $input) { id dwelling { address } } }',
      { input: { idempotencyKey: nextKey(), dwellingId, landlordId: personId, rooms: 4, maxBeds: 8 } },
    );
    const { id: rentalUnitId, dwelling } = unit.data?.['registerRentalUnit'] as { id: string; dwelling: object };
    expect(dwelling).toEqual({ address: '渔港路 1 号' });
    const start = 'mutation ($input: ReportTenancyStartInput!) { reportTenancyStart(input: $input) { id } }';
    const input = { rentalUnitId, personId, startedOn: '2026-06-01' };
    const made = await officer.query(start, { input: { idempotencyKey: nextKey(), ...input } });
    expect(await ask('lawfulDwelling { answer } before: lawfulDwelling(on: "2026-05-31") { answer }')).toEqual({
      lawfulDwelling: { answer: 'YES' },
      before: { answer: 'UNKNOWN' },
    });
    const twice = await officer.query(start, {
      input: { idempotencyKey: nextKey(), ...input, startedOn: '2026-07-01' },
    });
    expect(twice.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'TENANCY_OVERLAPS' });
    const end = 'mutation ($input: ReportTenancyEndInput!) { reportTenancyEnd(input: $input) { endedOn } }';
    const { id: tenancyId } = made.data?.['reportTenancyStart'] as { id: string };
    const early = { idempotencyKey: nextKey(), tenancyId, endedOn: '2026-05-31' };
    expect((await officer.query(end, { input: early })).errors[0]?.extensions).toMatchObject({
      field: 'input.endedOn',
      reason: 'DATE_ORDER',
    });
    await officer.query(end, { input: { ...early, idempotencyKey: nextKey(), endedOn: '2026-07-01' } });
    expect(await ask('lawfulDwelling { answer reason }')).toEqual({
      lawfulDwelling: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
    });
  });

  it('issues a permit after half a year, suspends it without endorsement and restores it', async () => {
    const officer = police.as('police');
    const issue =
      'mutation ($input: IssueResidencePermitInput!) { issueResidencePermit(input: $input) { id number state endorsedUntil } }';
    const input = { personId, basis: 'JOB', issuedOn: '2026-10-31' };
    const early = await officer.query(issue, { input: { idempotencyKey: nextKey(), ...input } });
    expect(early.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'HALF_YEAR_REQUIRED' });
    const made = await officer.query(issue, { input: { idempotencyKey: nextKey(), ...input, issuedOn: '2026-11-01' } });
    const permit = made.data?.['issueResidencePermit'] as { id: string };
    expect(permit).toMatchObject({ state: 'ACTIVE', endorsedUntil: '2027-11-01' });
    const second = await officer.query(issue, {
      input: { idempotencyKey: nextKey(), ...input, issuedOn: '2026-11-02' },
    });
    expect(second.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'PERMIT_EXISTS' });
    expect(
      await ask(`
        now: residencePermitValid { answer }
        last: residencePermitValid(on: "2027-11-01") { answer }
        after: residencePermitValid(on: "2027-11-02") { answer reason }
        before: residencePermitValid(on: "2026-10-31") { answer reason }
      `),
    ).toEqual({
      now: { answer: 'YES' },
      last: { answer: 'YES' },
      after: { answer: 'NO', reason: 'EXPIRED' },
      before: { answer: 'NO', reason: 'NO_RECORD' },
    });
    const endorse =
      'mutation ($input: EndorseResidencePermitInput!) { endorseResidencePermit(input: $input) { state endorsedUntil } }';
    police.setToday('2027-09-30');
    const tooEarly = await officer.query(endorse, {
      input: { idempotencyKey: nextKey(), permitId: permit.id, endorsedOn: '2027-09-30' },
    });
    expect(tooEarly.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'TOO_EARLY' });
    police.setToday('2028-02-29');
    const late = await officer.query(endorse, {
      input: { idempotencyKey: nextKey(), permitId: permit.id, endorsedOn: '2028-02-29' },
    });
    expect(late.data).toEqual({ endorseResidencePermit: { state: 'ACTIVE', endorsedUntil: '2029-02-28' } });
    // A make-up does not rewrite the time in which the permit was suspended
    expect(
      await ask('gap: residencePermitValid(on: "2027-12-01") { answer reason } made: residencePermitValid { answer }'),
    ).toEqual({
      gap: { answer: 'NO', reason: 'EXPIRED' },
      made: { answer: 'YES' },
    });
    police.setToday('2026-11-22');
  });

  it('tells a person that police does not hold from a no', async () => {
    const nobody = police.newPersonId();
    const { person, errors } = await police.askPerson(
      nobody,
      'id status nameMatches(name: "张三") { answer reason } residenceRegistered { answer reason } residence { regionCode }',
    );
    expect(person).toEqual({
      id: nobody,
      status: null,
      nameMatches: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
      residenceRegistered: { answer: 'NO', reason: 'NO_RECORD' },
      residence: null,
    });
    expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([
      ['status', 'NOT_FOUND'],
      ['residence', 'NOT_FOUND'],
    ]);
  });

  it('shows a grid worker the dwelling in the own zone, and refuses outside it', async () => {
    const selection = 'residence { regionCode dwelling { address gridCode } }';
    const inside = await police.askPerson(personId, selection, 'community', {
      purpose: 'GRID_VISIT',
      zone: '330921200200',
    });
    expect(inside.person).toEqual({
      residence: { regionCode: '330921200200', dwelling: { address: '渔港路 1 号', gridCode: '330921200200001' } },
    });
    for (const zone of ['330921200203', undefined]) {
      const outside = await police.askPerson(personId, selection, 'community', {
        purpose: 'GRID_VISIT',
        ...(zone && { zone }),
      });
      expect(outside.person).toEqual({ residence: null });
      expect(outside.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', fields: ['Person.residence'] });
    }
    const dwelling = await police
      .as('community', { purpose: 'GRID_VISIT', zone: '330921200203' })
      .entities('Dwelling', [{ id: dwellingId }], 'address');
    expect(dwelling.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', fields: ['Dwelling.address'] });
  });

  it('refuses a whole request with the list of fields', async () => {
    const answered = await police.askPerson(
      personId,
      'nameMatches(name: "张三") { answer } residencePermitValid { answer } residence { regionCode }',
      'commerce',
      {
        purpose: 'LICENSING',
      },
    );
    expect(answered.person).toBeUndefined();
    expect(answered.errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      fields: ['Person.residence', 'Person.residencePermitValid'],
    });
  });

  it('answers fifty people as it answers one', async () => {
    const { personId: other } = await police.settle(dwellingId, li);
    const ids = [personId, police.newPersonId(), other];
    const { data } = await police.as('police').entities(
      'Person',
      ids.map((id) => ({ id })),
      'id residenceRegistered { answer }',
    );
    expect(data?.['_entities']).toEqual([
      { id: ids[0], residenceRegistered: { answer: 'YES' } },
      { id: ids[1], residenceRegistered: { answer: 'NO' } },
      { id: ids[2], residenceRegistered: { answer: 'YES' } },
    ]);
  });
});
