import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bornOn } from '../children.fixture.js';
import { nextKey, tryPolice, village } from '../police.fixture.js';

describe('the report on children who are due for the vaccination clinic', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  let dwellingId: string;
  beforeEach(async () => {
    police = await tryPolice();
    dwellingId = await police.registerDwelling();
  });
  afterEach(() => police.close());

  const settleOn = (day: string, birthDate: string, where = dwellingId): Promise<Record<string, string>> => {
    police.setToday(day);
    return police.settle(where, bornOn(birthDate));
  };
  const report = (since: string, until: string, asOf = until) =>
    police.report('children-due-for-vaccination', { since, until }, asOf);
  const people = async (since: string, until: string, asOf = until) =>
    (await report(since, until, asOf)).map(({ key }) => key);

  it('names a child and its village when three months of its stay are full', async () => {
    const { personId } = await settleOn('2026-08-10', '2022-01-01');
    expect(await report('2026-11-10', '2026-11-11')).toEqual([
      { key: personId, data: { personId, regionCode: village } },
    ]);
  });

  it('takes the first day of the window in, and the last one not: no child twice, none left out', async () => {
    const { personId } = await settleOn('2026-08-10', '2022-01-01');
    expect(await people('2026-11-03', '2026-11-10')).toEqual([]);
    expect(await people('2026-11-10', '2026-11-17')).toEqual([personId]);
    expect(await people('2026-11-17', '2026-11-24')).toEqual([]);
    expect(await people('2026-11-10', '2026-11-10')).toEqual([]);
  });

  it('counts to the last day of a month that has no such day', async () => {
    const { personId } = await settleOn('2025-11-30', '2022-01-01');
    expect(await people('2026-02-27', '2026-02-28')).toEqual([]);
    expect(await people('2026-02-28', '2026-03-01')).toEqual([personId]);
    const february = await settleOn('2026-02-28', '2022-01-01');
    expect(await people('2026-05-28', '2026-05-29')).toEqual([february['personId']]);
    expect(await people('2026-05-29', '2026-06-01')).toEqual([]);
  });

  it('leaves out who is seven on the day, and who has no birth date on the document', async () => {
    const eve = await settleOn('2026-08-10', '2019-11-12');
    await settleOn('2026-08-10', '2019-11-11');
    await settleOn('2026-08-10', '1990-03-07');
    await police.settle(dwellingId, { documentType: 'PASSPORT', documentNumber: 'E12345678', name: '王小小' });
    expect(await people('2026-11-10', '2026-11-11')).toEqual([eve['personId']]);
  });

  it('takes a child born on 29 February for six until the last day of February', async () => {
    const leap = await settleOn('2026-11-28', '2020-02-29');
    expect(await people('2027-02-28', '2027-03-01', '2027-02-28')).toEqual([leap['personId']]);
    expect(await people('2027-02-28', '2027-03-01', '2027-03-01')).toEqual([]);
  });

  it('goes on counting through a move, and names the village of today', async () => {
    const child = bornOn('2022-01-01');
    police.setToday('2026-08-10');
    const { personId } = await police.settle(dwellingId, child);
    police.setToday('2026-10-01');
    await police.settle(await police.registerDwelling({ regionCode: '330921200203' }), child);
    expect(await report('2026-11-10', '2026-11-11')).toEqual([
      { key: personId, data: { personId, regionCode: '330921200203' } },
    ]);
    expect(await people('2027-01-01', '2027-01-02')).toEqual([]);
  });

  it('names a child with two registrations once, and one that left not at all', async () => {
    const child = bornOn('2022-01-01');
    police.setToday('2026-08-10');
    const { personId } = await police.settle(dwellingId, child);
    await police.settle(await police.registerDwelling({ regionCode: '330113100201' }), child);
    const gone = await police.settle(dwellingId, bornOn('2022-01-01'));
    const text = 'mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }';
    const input = {
      idempotencyKey: nextKey(),
      registrationId: gone.registrationId,
      leftOn: '2026-08-10',
      reason: 'LEFT',
    };
    await police.as('police').query(text, { input });
    expect(await people('2026-11-10', '2026-11-11')).toEqual([personId]);
  });

  it('refuses a window that ends before it begins, or that is longer than a year', async () => {
    await expect(report('2026-11-11', '2026-11-10')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(report('2025-11-01', '2026-11-10')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
