import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { otherVillage, tryCommunity, village } from '../community.fixture.js';

const township = '330921200';

describe('the monthly roll-up', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  beforeEach(async () => {
    community = await tryCommunity();
    const { must, defineGrid, defineStation } = community;
    await must(defineGrid('001'));
    await must(defineGrid('', { code: `${otherVillage}001`, regionCode: otherVillage }));
    await must(defineStation(`S${village}`));
    await must(defineStation(`S${village}-02`));
    await must(defineStation(`S${otherVillage}`, { regionCode: otherVillage }));
    await must(defineStation(`S${township}`, { regionCode: township, kind: 'TOWNSHIP' }));
  });
  afterEach(() => community.close());

  const visit = (outcome: string, changes: object = {}) => {
    const personIds = outcome === 'MET' ? [community.newPersonId()] : [];
    const visited = { outcome, personIds, gridCode: `${village}001`, visitedOn: '2026-10-15', ...changes };
    return community.must(community.recordVisit(visited));
  };
  const submit = (stationCode: string, week: string) =>
    community.must(community.submitReturn({ stationCode, week, arrivals: 10, departures: 3, requests: 2, events: 1 }));
  const report = async (since = '2026-10-01', until = '2026-11-01') =>
    (await community.report('monthly-rollup', { since, until })).map(({ data }) => data);
  const none = { visits: 0, met: 0, nobody: 0, refused: 0, moved: 0, returns: 0 };

  it('counts visits by village and adds the villages up to their township', async () => {
    for (const outcome of ['MET', 'MET', 'NOBODY', 'REFUSED', 'MOVED']) await visit(outcome);
    await visit('MET', { gridCode: `${otherVillage}001` });
    expect(await report()).toEqual([
      { ...none, regionCode: township, visits: 6, met: 3, nobody: 1, refused: 1, moved: 1 },
      { ...none, regionCode: village, visits: 5, met: 2, nobody: 1, refused: 1, moved: 1 },
      { ...none, regionCode: otherVillage, visits: 1, met: 1 },
    ]);
  });

  it('takes the first day in and the last one not, and no visit without a grid', async () => {
    for (const visitedOn of ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'])
      await visit('NOBODY', { visitedOn });
    await community.must(community.recordVisit({ visitedOn: '2026-10-15' }));
    expect(await report()).toMatchObject([{ visits: 2 }, { visits: 2 }, { visits: 0 }]);
  });

  it('adds up the returns of weeks whose Friday lies in the month, of all stations of a village', async () => {
    // Fridays 25 September, 2 and 30 October, 6 November
    for (const week of ['2026-W39', '2026-W40', '2026-W44', '2026-W45']) await submit(`S${village}`, week);
    await submit(`S${village}-02`, '2026-W44');
    await submit(`S${township}`, '2026-W44');
    expect(await report()).toEqual([
      { ...none, regionCode: township, returns: 4, arrivals: 40, departures: 12, requests: 8, events: 4 },
      { ...none, regionCode: village, returns: 3, arrivals: 30, departures: 9, requests: 6, events: 3 },
      { ...none, regionCode: otherVillage },
    ]);
  });

  it('reads visits once, stations once and returns once', async () => {
    await visit('NOBODY');
    await submit(`S${village}`, '2026-W44');
    community.takeReads();
    await report();
    expect(community.takeReads()).toEqual({ visits: 1, stations: 1, weekly_returns: 1 });
  });

  it('refuses a month that ends before it begins, or that is longer than a year', async () => {
    await expect(report('2026-11-02', '2026-11-01')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(report('2025-01-01', '2026-11-01')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
