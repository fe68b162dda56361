import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextKey, tryPolice, village } from '../police.fixture.js';

describe('what police tells of tenancies', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  let rentalUnitId: string;
  let personId: string;
  beforeAll(async () => {
    police = await tryPolice();
  });
  beforeEach(async () => {
    const dwellingId = await police.registerDwelling();
    const landlordId = police.newPersonId();
    personId = police.newPersonId();
    const unit = await act('registerRentalUnit', { dwellingId, landlordId, rooms: 3, maxBeds: 6 });
    rentalUnitId = String(unit.data?.['id']);
    await police.takeEvents();
  });
  afterAll(() => police.close());

  const act = async (mutation: string, input: object) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const text = `mutation ($input: ${type}) { ${mutation}(input: $input) { id } }`;
    const { data, errors } = await police.as('police').query(text, { input: { idempotencyKey: nextKey(), ...input } });
    return { data: data?.[mutation] as { id: string } | undefined, error: errors[0]?.extensions };
  };
  const start = (startedOn = '2026-11-02') => act('reportTenancyStart', { rentalUnitId, personId, startedOn });
  const told = async () => (await police.takeEvents()).map(({ type, data }) => ({ type, data }));

  it('is a start with the unit and its village', async () => {
    const tenancyId = (await start()).data?.id;
    expect(await told()).toEqual([
      {
        type: 'police.tenancy.started',
        data: { tenancyId, rentalUnitId, personId, startedOn: '2026-11-02', regionCode: village },
      },
    ]);
  });

  it('is an end with its day', async () => {
    const tenancyId = (await start()).data?.id;
    await police.takeEvents();
    await act('reportTenancyEnd', { tenancyId, endedOn: '2026-11-20' });
    expect(await told()).toEqual([
      { type: 'police.tenancy.ended', data: { tenancyId, rentalUnitId, personId, endedOn: '2026-11-20' } },
    ]);
  });

  it('is nothing where the report was refused', async () => {
    const tenancyId = (await start()).data?.id;
    await police.takeEvents();
    expect((await start('2026-11-10')).error).toMatchObject({ reason: 'TENANCY_OVERLAPS' });
    expect((await act('reportTenancyEnd', { tenancyId, endedOn: '2026-11-01' })).error).toMatchObject({
      reason: 'DATE_ORDER',
    });
    expect(await told()).toEqual([]);
  });
});
