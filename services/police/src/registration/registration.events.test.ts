import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextKey, tryPolice, village, zhang } from '../police.fixture.js';

const otherVillage = '330921200203';
const farVillage = '330113100201';

describe('what police tells of residence registrations', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  beforeEach(async () => {
    police = await tryPolice();
  });
  afterEach(() => police.close());

  const told = async () => (await police.takeEvents()).map(({ type, data }) => ({ type, data }));
  const deregister = (registrationId: string, reason: string, leftOn = '2026-11-20') => {
    const text = 'mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }';
    const input = { idempotencyKey: nextKey(), registrationId, leftOn, reason };
    return police.as('police').query(text, { input });
  };

  it('is a registration with its village and grid, by ids alone', async () => {
    const dwellingId = await police.registerDwelling({ gridCode: `${village}001` });
    const { registrationId, personId } = await police.settle(dwellingId);
    expect(await told()).toEqual([
      {
        type: 'police.residence.registered',
        data: { registrationId, personId, regionCode: village, gridCode: `${village}001`, registeredOn: '2026-11-22' },
      },
    ]);
  });

  it('names no grid where the dwelling has none', async () => {
    const { registrationId, personId } = await police.settle(await police.registerDwelling());
    expect((await told())[0]?.data).toEqual({
      registrationId,
      personId,
      regionCode: village,
      registeredOn: '2026-11-22',
    });
  });

  it('is one move, not an end and a beginning, between grids of a county', async () => {
    await police.settle(await police.registerDwelling({ gridCode: `${village}001` }));
    await police.takeEvents();
    const there = await police.registerDwelling({ regionCode: otherVillage, gridCode: `${otherVillage}002` });
    const { registrationId, personId } = await police.settle(there);
    expect(await told()).toEqual([
      {
        type: 'police.residence.moved',
        data: {
          registrationId,
          personId,
          fromRegionCode: village,
          toRegionCode: otherVillage,
          fromGridCode: `${village}001`,
          toGridCode: `${otherVillage}002`,
          movedOn: '2026-11-22',
        },
      },
    ]);
  });

  it('leaves out the grids that it does not know of a move', async () => {
    await police.settle(await police.registerDwelling());
    await police.takeEvents();
    const { registrationId, personId } = await police.settle(
      await police.registerDwelling({ gridCode: `${village}001` }),
    );
    expect((await told())[0]?.data).toEqual({
      registrationId,
      personId,
      fromRegionCode: village,
      toRegionCode: village,
      toGridCode: `${village}001`,
      movedOn: '2026-11-22',
    });
  });

  it('is a second registration in another county: the first one stands', async () => {
    await police.settle(await police.registerDwelling());
    await police.takeEvents();
    await police.settle(await police.registerDwelling({ regionCode: farVillage }));
    expect(await told()).toMatchObject([{ type: 'police.residence.registered', data: { regionCode: farVillage } }]);
  });

  it.each(['LEFT', 'MISSING'])('is an end with the reason %s, of one registration', async (reason) => {
    const { registrationId, personId } = await police.settle(await police.registerDwelling());
    await police.settle(await police.registerDwelling({ regionCode: farVillage }));
    await police.takeEvents();
    await deregister(registrationId, reason);
    expect(await told()).toEqual([
      { type: 'police.residence.ended', data: { registrationId, personId, endedOn: '2026-11-20', reason } },
    ]);
  });

  it.each(['LOCALISED', 'DECEASED'])('is an end of every registration with the reason %s', async (reason) => {
    const here = await police.settle(await police.registerDwelling());
    const there = await police.settle(await police.registerDwelling({ regionCode: farVillage }));
    await police.takeEvents();
    await deregister(here.registrationId, reason);
    const ended = { type: 'police.residence.ended' };
    const data = { personId: here.personId, endedOn: '2026-11-20', reason };
    expect(await told()).toEqual([
      { ...ended, data: { registrationId: here.registrationId, ...data } },
      { ...ended, data: { registrationId: there.registrationId, ...data } },
    ]);
  });

  it('is told once, however often it is sent', async () => {
    const dwellingId = await police.registerDwelling();
    const idempotencyKey = nextKey();
    await Promise.all([1, 2].map(() => police.registerResidence(dwellingId, zhang, { idempotencyKey })));
    await police.registerResidence(dwellingId, zhang, { idempotencyKey });
    expect(await told()).toHaveLength(1);
  });

  it('is nothing where the registration was refused', async () => {
    const { registrationId } = await police.settle(await police.registerDwelling());
    await police.takeEvents();
    await deregister(registrationId, 'LEFT', '2024-12-31');
    await police.registerResidence(await police.registerDwelling(), { ...zhang, name: '欧阳五' });
    expect(await told()).toEqual([]);
  });
});
