import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp, verify } from './answers.fixture.js';
import { inventCitizen, mistype } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Office } from './office.fixture.js';
import { openOffices } from './office.fixture.js';
import { listRecords } from './records.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import {
  deregisterResidence,
  mintPerson,
  registerDwelling,
  registerResidence,
  residenceInput,
  villageOfOtherCounty,
} from './town.fixture.js';

/** 居住登记 and 出租房屋: what police promises who registers people, dwellings and tenants. */
describe('Police keeps its register', () => {
  const clock = standingClock('2026-03-02');
  let hub: HubOnTrial;
  let police: Office;
  let schools: Officer;
  let flat = '';
  let room = '';
  let elsewhere = '';

  beforeAll(async () => {
    hub = await startHub({ clock });
    police = openOffices(hub).police;
    schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    flat = await registerDwelling(police);
    room = await registerDwelling(police, { kind: 'ROOM', address: '渔港路 2 号' });
    elsewhere = await registerDwelling(police, { regionCode: villageOfOtherCounty, address: '瓶窑镇 3 号' });
  });
  afterAll(() => hub.stop());

  it('hands out a receipt with a number of its own for each registration', async () => {
    const [first, second] = [inventCitizen('石大明', '1988-08-08'), inventCitizen('石小明', '2012-12-12')];
    const receipts = [await registerResidence(police, first, flat), await registerResidence(police, second, flat)];
    for (const receipt of receipts) {
      expect(receipt).toMatchObject({ status: 'ACTIVE', registeredOn: '2026-03-02', endedOn: null });
      expect(receipt.receiptNumber).toMatch(/^R20260302-\d{10}$/);
    }
    expect(new Set(receipts.flatMap(({ id, receiptNumber, person }) => [id, receiptNumber, person.id])).size).toBe(6);
  });

  it('takes a second registration in the county for a move: the earlier one is closed, the months go on', async () => {
    clock.setToday('2026-03-02');
    const mover = inventCitizen('苗阿妹', '1996-02-29');
    const first = await registerResidence(police, mover, flat);
    clock.setToday('2026-07-01');
    const second = await registerResidence(police, mover, room);
    expect(second).toMatchObject({ status: 'ACTIVE', registeredOn: '2026-07-01', person: first.person });
    const residence = await lookUp(police.officer, first.person.id, 'residence { since dwelling { id } }');
    expect(residence).toEqual({ residence: { since: '2026-07-01', dwelling: { id: room } } });
    expect(
      await police.fail('deregisterResidence', { registrationId: first.id, leftOn: '2026-07-01', reason: 'LEFT' }),
    ).toEqual({ code: 'CONFLICT', reason: 'ALREADY_CLOSED' });
    const held = await listRecords(hub, 'police', 'residence_registrations');
    const closed = held.find(({ _id }) => _id === first.id);
    expect(closed).toMatchObject({ status: 'MOVED', endedOn: '2026-07-01' });
    expect(await verify(schools, first.person.id, 'residentForMonths(months: 6, on: "2026-09-02")')).toEqual({
      residentForMonths: 'YES from POLICE',
    });
  });

  it('lets somebody stay registered in two counties, and leave one', async () => {
    const commuter = inventCitizen('江来往', '1985-05-05');
    const here = await registerResidence(police, commuter, flat);
    const there = await registerResidence(police, commuter, elsewhere);
    const left = { registrationId: there.id, leftOn: '2026-07-01', reason: 'LEFT' };
    expect(await deregisterResidence(police, left)).toMatchObject({ status: 'LEFT', endedOn: '2026-07-01' });
    expect(await lookUp(police.officer, here.person.id, 'status residenceRegistered { answer }')).toEqual({
      status: 'ACTIVE',
      residenceRegistered: { answer: 'YES' },
    });
  });

  it('says NO of somebody who left, with ENDED, and YES again after the return', async () => {
    const traveller = inventCitizen('归去来', '1979-09-09');
    const { id, person } = await registerResidence(police, traveller, flat);
    await deregisterResidence(police, { registrationId: id, leftOn: '2026-07-01', reason: 'LEFT' });
    expect(await lookUp(police.officer, person.id, 'status')).toEqual({ status: 'LEFT' });
    expect(await verify(schools, person.id, 'residenceRegistered')).toEqual({
      residenceRegistered: 'NO (ENDED) from POLICE',
    });
    const again = await registerResidence(police, traveller, room);
    expect(again.person).toEqual(person);
    expect(await verify(schools, person.id, 'residenceRegistered')).toEqual({ residenceRegistered: 'YES from POLICE' });
  });

  it('refuses what cannot be, and names the field and the rule', async () => {
    const somebody = inventCitizen('严谨', '1990-10-10');
    const { id, person } = await registerResidence(police, somebody, flat, { arrivedOn: '2026-06-15' });
    const residence = (stated: object, changes: object = {}): object =>
      residenceInput({ ...somebody, ...stated }, flat, { ...changes });
    const leaving = (changes: object): object => ({
      registrationId: id,
      leftOn: '2026-06-30',
      reason: 'LEFT',
      ...changes,
    });
    const number = 'input.person.documentNumber';
    const refused = [
      ['registerResidence', residence(mistype(somebody)), 'BAD_USER_INPUT', number, 'BAD_CHECK_DIGIT'],
      ['registerResidence', residence({ documentType: 'HMT_RESIDENCE_PERMIT' }), 'BAD_USER_INPUT', number, undefined],
      ['registerResidence', residence({ documentNumber: '99' }), 'BAD_USER_INPUT', number, 'BAD_LENGTH'],
      ['registerResidence', residence({ name: ' ' }), 'BAD_USER_INPUT', 'input.person.name', undefined],
      ['registerResidence', residence({ name: '别人' }), 'CONFLICT', 'input.person.name', 'NAME_DIFFERS'],
      ['registerResidence', residence({}, { dwellingId: 'none' }), 'NOT_FOUND', 'input.dwellingId', undefined],
      [
        'registerResidence',
        residence({}, { arrivedOn: '2026-07-02' }),
        'BAD_USER_INPUT',
        'input.arrivedOn',
        'FUTURE_DATE',
      ],
      ['registerResidence', residence({}, { arrivedOn: '2026-02-30' }), 'BAD_USER_INPUT', 'input.arrivedOn', undefined],
      ['deregisterResidence', leaving({ registrationId: 'none' }), 'NOT_FOUND', 'input.registrationId', undefined],
      ['deregisterResidence', leaving({ leftOn: '2026-06-14' }), 'BAD_USER_INPUT', 'input.leftOn', 'DATE_ORDER'],
      ['deregisterResidence', leaving({ leftOn: '2026-07-02' }), 'BAD_USER_INPUT', 'input.leftOn', 'FUTURE_DATE'],
      [
        'registerDwelling',
        { regionCode: '330921', address: '一号', kind: 'FLAT' },
        'BAD_USER_INPUT',
        'input.regionCode',
        'BAD_LENGTH',
      ],
    ] as const;
    for (const [mutation, input, code, field, reason] of refused) {
      const failure = await police.fail(mutation, input as Readonly<Record<string, unknown>>);
      expect([mutation, failure.code, failure.field]).toEqual([mutation, code, field]);
      if (reason !== undefined) expect(failure.reason).toBe(reason);
    }
    expect(await lookUp(police.officer, person.id, 'status')).toEqual({ status: 'ACTIVE' });
  });

  it('counts a rented dwelling as lawful where a tenancy in a registered unit is on record, else it does not know', async () => {
    const tenant = inventCitizen('房小客', '1993-03-03');
    const { person } = await registerResidence(police, tenant, room);
    const lawful = async (on: string): Promise<unknown> =>
      (await verify(schools, person.id, `lawfulDwelling(on: "${on}")`))['lawfulDwelling'];
    expect(await lawful('2026-07-01')).toBe('UNKNOWN (NO_RECORD) from POLICE');
    const landlordId = await mintPerson(police, inventCitizen('金房东', '1955-05-15'));
    const unit = await police.record<{ readonly id: string; readonly number: string; readonly dwelling: unknown }>(
      'registerRentalUnit',
      { dwellingId: room, landlordId, rooms: 3, maxBeds: 6 },
      '{ id number dwelling { id } }',
    );
    expect(unit).toMatchObject({ number: expect.stringMatching(/\S/) as unknown, dwelling: { id: room } });
    const start = { rentalUnitId: unit.id, personId: person.id, startedOn: '2026-07-01' };
    const tenancy = await police.record('reportTenancyStart', start);
    expect(await lawful('2026-07-01')).toBe('YES from POLICE');
    expect(await police.fail('reportTenancyStart', { ...start, startedOn: '2026-06-01' })).toMatchObject({
      code: 'CONFLICT',
      reason: 'TENANCY_OVERLAPS',
    });
    clock.setToday('2026-08-01');
    const end = { tenancyId: tenancy.id, endedOn: '2026-08-01' };
    expect(await police.fail('reportTenancyEnd', { ...end, endedOn: '2026-06-30' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.endedOn',
    });
    expect(await police.record('reportTenancyEnd', end, '{ endedOn }')).toEqual({ endedOn: '2026-08-01' });
    expect(await police.fail('reportTenancyEnd', end)).toEqual({ code: 'CONFLICT', reason: 'ALREADY_ENDED' });
    expect([await lawful('2026-07-31'), await lawful('2026-08-01')]).toEqual([
      'YES from POLICE',
      'UNKNOWN (NO_RECORD) from POLICE',
    ]);
    expect(await police.record('reportTenancyStart', { ...start, startedOn: '2026-08-01' })).toBeDefined();
  });

  it('has no rental unit without a known dwelling, a possible landlord and a sensible size', async () => {
    const landlordId = await mintPerson(police, inventCitizen('包租', '1950-05-15'));
    const unit = { dwellingId: flat, landlordId, rooms: 1, maxBeds: 2 };
    const made = landlordId.slice(0, -1) + (landlordId.endsWith('0') ? '1' : '0');
    const bad = [
      [{ ...unit, dwellingId: 'none' }, 'NOT_FOUND', 'input.dwellingId'],
      [{ ...unit, landlordId: made }, 'BAD_USER_INPUT', 'input.landlordId'],
      [{ ...unit, rooms: 0 }, 'BAD_USER_INPUT', 'input.rooms'],
      [{ ...unit, maxBeds: 2_001 }, 'BAD_USER_INPUT', 'input.maxBeds'],
    ] as const;
    for (const [input, code, field] of bad) {
      expect(await police.fail('registerRentalUnit', input)).toMatchObject({ code, field });
    }
  });
});
