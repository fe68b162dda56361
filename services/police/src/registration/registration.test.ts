import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { li, nextKey, tryPolice, village, zhang } from '../police.fixture.js';

describe('registering a residence', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  let dwellingId: string;

  beforeAll(async () => {
    police = await tryPolice();
  });
  beforeEach(async () => {
    police.setToday('2026-11-22');
    dwellingId = await police.registerDwelling();
  });
  afterAll(() => police.close());

  const errorOf = (answered: Awaited<ReturnType<typeof police.registerResidence>>) => answered.errors[0]?.extensions;

  it('gives a receipt and an active registration from today', async () => {
    const { data } = await police.registerResidence(dwellingId);
    expect(data?.['registerResidence']).toMatchObject({ status: 'ACTIVE', registeredOn: '2026-11-22' });
    expect((data?.['registerResidence'] as { receiptNumber: string }).receiptNumber).toMatch(/^R20261122-\d{10}$/);
  });

  it('treats a second registration in the county as a move, and goes on counting the months', async () => {
    police.setToday('2026-01-10');
    const first = await police.settle(dwellingId, li);
    police.setToday('2026-06-01');
    const second = await police.settle(await police.registerDwelling({ regionCode: '330921200212' }), li);
    expect(second.personId).toBe(first.personId);
    const text = `mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }`;
    const input = {
      idempotencyKey: nextKey(),
      registrationId: first.registrationId,
      leftOn: '2026-06-01',
      reason: 'LEFT',
    };
    expect((await police.as('police').query(text, { input })).errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      reason: 'ALREADY_CLOSED',
    });
    police.setToday('2026-07-10');
    const { person } = await police.askPerson(first.personId, 'residentForMonths(months: 6) { answer }');
    expect(person).toEqual({ residentForMonths: { answer: 'YES' } });
  });

  it('keeps one active registration for each county', async () => {
    const here = await police.settle(dwellingId, zhang);
    await police.settle(await police.registerDwelling({ regionCode: '330113100201' }), zhang);
    const { person } = await police.askPerson(here.personId, 'residenceRegistered { answer } residence { regionCode }');
    expect(person).toMatchObject({ residenceRegistered: { answer: 'YES' } });
    const active = await police.store
      .collection({ name: 'residence_registrations', indexes: [] })
      .find({ personId: here.personId, status: 'ACTIVE' })
      .toArray();
    expect(active).toHaveLength(2);
  });

  it('names the rule that a document number breaks', async () => {
    const bad = { ...zhang, documentNumber: '990001199003071013' };
    expect(errorOf(await police.registerResidence(dwellingId, bad))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.person.documentNumber',
      reason: 'BAD_CHECK_DIGIT',
    });
  });

  it('refuses the same number under another name, and writes nothing', async () => {
    const { personId } = await police.settle(dwellingId, zhang);
    const other = { ...zhang, name: '欧阳五' };
    expect(errorOf(await police.registerResidence(dwellingId, other))).toMatchObject({
      code: 'CONFLICT',
      reason: 'NAME_DIFFERS',
    });
    const { person } = await police.askPerson(personId, 'nameMatches(name: "张三") { answer }');
    expect(person).toEqual({ nameMatches: { answer: 'YES' } });
  });

  it('refuses an arrival in the future and a dwelling that nobody registered', async () => {
    expect(errorOf(await police.registerResidence(dwellingId, zhang, { arrivedOn: '2026-11-23' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.arrivedOn',
      reason: 'FUTURE_DATE',
    });
    expect(errorOf(await police.registerResidence('no-such-dwelling'))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.dwellingId',
    });
  });

  it('gives the first answer again for the same key and content, and a conflict for other content', async () => {
    const idempotencyKey = nextKey();
    const first = await police.registerResidence(dwellingId, zhang, { idempotencyKey });
    expect((await police.registerResidence(dwellingId, zhang, { idempotencyKey })).data).toEqual(first.data);
    expect(errorOf(await police.registerResidence(dwellingId, li, { idempotencyKey }))).toMatchObject({
      code: 'CONFLICT',
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('makes one registration of two that come at once with one key', async () => {
    const idempotencyKey = nextKey();
    const both = await Promise.all([1, 2].map(() => police.registerResidence(dwellingId, zhang, { idempotencyKey })));
    expect(both[0]?.data).not.toBeNull();
    expect(both[0]?.data).toEqual(both[1]?.data);
  });

  it('stores no name and no number in clear', async () => {
    await police.settle(dwellingId, zhang);
    const people = await police.store.collection({ name: 'persons', indexes: [] }).find({}, { limit: 100 }).toArray();
    const text = JSON.stringify(people);
    expect(people.length).toBeGreaterThan(0);
    expect(text).not.toContain('张三');
    expect(text).not.toContain('199003071012');
    expect(text).not.toContain('1990-03-07');
  });

  it('ends with the reason, and a final one ends the permit too', async () => {
    police.setToday('2026-01-10');
    const { personId, registrationId } = await police.settle(
      await police.registerDwelling({ regionCode: village }),
      li,
    );
    police.setToday('2026-11-22');
    const text = `mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status endedOn } }`;
    const input = { idempotencyKey: nextKey(), registrationId, leftOn: '2026-11-20', reason: 'LOCALISED' };
    expect((await police.as('police').query(text, { input })).data).toEqual({
      deregisterResidence: { status: 'LOCALISED', endedOn: '2026-11-20' },
    });
    const { person } = await police.askPerson(personId, 'status residenceRegistered { answer reason }');
    expect(person).toEqual({ status: 'LOCALISED', residenceRegistered: { answer: 'NO', reason: 'ENDED' } });
  });

  it('ends every registration with a final reason, and registers nobody again without a look', async () => {
    const here = await police.settle(dwellingId, zhang);
    await police.settle(await police.registerDwelling({ regionCode: '330113100201' }), zhang);
    const text = `mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }`;
    const input = {
      idempotencyKey: nextKey(),
      registrationId: here.registrationId,
      leftOn: '2026-11-21',
      reason: 'DECEASED',
    };
    await police.as('police').query(text, { input });
    const { person } = await police.askPerson(here.personId, 'status residenceRegistered { answer reason }');
    expect(person).toEqual({ status: 'DECEASED', residenceRegistered: { answer: 'NO', reason: 'ENDED' } });
    expect(errorOf(await police.registerResidence(dwellingId, zhang))).toMatchObject({
      code: 'CONFLICT',
      reason: 'PERSON_DECEASED',
    });
  });

  it('keeps who left under the zone of the last registration', async () => {
    const grace = { documentType: 'CITIZEN_ID', documentNumber: '990003201909021057', name: '王小小' };
    const outside = await police.settle(await police.registerDwelling({ regionCode: '330113100201' }), grace);
    const text = `mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }`;
    const input = {
      idempotencyKey: nextKey(),
      registrationId: outside.registrationId,
      leftOn: '2026-11-21',
      reason: 'LEFT',
    };
    await police.as('police').query(text, { input });
    const { errors } = await police.askPerson(outside.personId, 'residenceRegistered { answer }', 'community', {
      purpose: 'GRID_VISIT',
      zone: '330921200',
    });
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_ZONE' });
  });

  it('stores a phone only in the form of one', async () => {
    expect(errorOf(await police.registerResidence(dwellingId, { ...li, phone: 'call me' }))).toMatchObject({
      field: 'input.person.phone',
      reason: 'BAD_PHONE',
    });
  });

  it('refuses ids and texts that no store could hold, naming the field', async () => {
    expect(errorOf(await police.registerResidence('a\u0000b'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.dwellingId',
    });
    for (const address of ['渔港路\u0000', '渔港路\u202E', '渔港路\uD800']) {
      await expect(police.registerDwelling({ address })).rejects.toThrow('BAD_USER_INPUT');
    }
  });
});
