import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { otherVillage, refusalOf, tryCommunity, village } from '../community.fixture.js';

const township = '330921200';
const week = '2026-W47';

describe('what the system counts of a station’s week', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  beforeEach(async () => {
    community = await tryCommunity();
    const { must, defineGrid, defineStation } = community;
    await must(defineGrid('001'));
    await must(defineGrid('', { code: `${otherVillage}001`, regionCode: otherVillage }));
    await must(defineStation(`S${village}`));
    await must(defineStation(`S${otherVillage}`, { regionCode: otherVillage }));
    await must(defineStation(`S${township}`, { regionCode: township, kind: 'TOWNSHIP' }));
  });
  afterEach(() => community.close());

  const visit = (outcome: string, people: readonly string[], changes: object = {}) =>
    community.must(
      community.recordVisit({
        outcome,
        personIds: people,
        gridCode: `${village}001`,
        visitedOn: '2026-11-18',
        ...changes,
      }),
    );
  const ask = (stationCode: string, options = {}, asked = week) =>
    community.as('community', options).query(
      `query ($stationCode: String!, $week: String!) {
        weeklyReturnDraft(stationCode: $stationCode, week: $week) {
          stationCode week closesAt visits arrivals departures requests events
        }
      }`,
      { stationCode, week: asked },
    );
  const draft = async (stationCode = `S${village}`) => community.must(ask(stationCode));

  it('is visits and who was found moved away; what nobody counts is null', async () => {
    const [first, second] = [community.newPersonId(), community.newPersonId()];
    await visit('MET', [first]);
    await visit('MOVED', [first, second]);
    await visit('MOVED', [second]);
    expect(await draft()).toEqual({
      stationCode: `S${village}`,
      week,
      closesAt: new Date('2026-11-20T10:00:00Z'),
      visits: 3,
      arrivals: null,
      departures: 2,
      requests: null,
      events: null,
    });
  });

  it('is no number of departures where nobody looked, or where a visit does not say who left', async () => {
    expect(await draft()).toMatchObject({ visits: 0, departures: null });
    await visit('NOBODY', []);
    expect(await draft()).toMatchObject({ visits: 1, departures: 0 });
    await visit('MOVED', [community.newPersonId()]);
    await visit('MOVED', []);
    expect(await draft()).toMatchObject({ visits: 3, departures: null });
  });

  it('is of Monday to Sunday, and of visits whose grid is known', async () => {
    for (const visitedOn of ['2026-11-15', '2026-11-16', '2026-11-22']) await visit('NOBODY', [], { visitedOn });
    await community.must(community.recordVisit({ visitedOn: '2026-11-18' }));
    expect(await draft()).toMatchObject({ visits: 2 });
  });

  it('is of the village for a village’s station, and of all of them for the township’s', async () => {
    await visit('NOBODY', []);
    await visit('MOVED', [], { gridCode: `${otherVillage}001` });
    expect(await draft()).toMatchObject({ visits: 1, departures: 0 });
    expect(await draft(`S${otherVillage}`)).toMatchObject({ visits: 1, departures: null });
    expect(await draft(`S${township}`)).toMatchObject({ visits: 2, departures: null });
  });

  it('is told of every station when the week opens, absent where it is not known', async () => {
    await visit('MOVED', [community.newPersonId()]);
    await community.must(community.recordVisit({ visitedOn: '2026-11-18', outcome: 'MOVED' }));
    community.takeReads();
    expect(await community.report('weekly-stations', { week })).toEqual([
      { key: `S${township}`, data: { stationCode: `S${township}`, regionCode: township, departures: 1 } },
      { key: `S${village}`, data: { stationCode: `S${village}`, regionCode: village, departures: 1 } },
      { key: `S${otherVillage}`, data: { stationCode: `S${otherVillage}`, regionCode: otherVillage } },
    ]);
    expect(community.takeReads()).toEqual({ stations: 1, visits: 2 });
  });

  it('says at the close who has sent a return and who has not', async () => {
    community.setNow('2026-11-20T12:00');
    await community.must(community.submitReturn());
    community.setNow('2026-11-20T18:00');
    expect(await community.report('weekly-status', { week })).toEqual([
      { key: `S${township}`, data: { stationCode: `S${township}`, submitted: false } },
      {
        key: `S${village}`,
        data: { stationCode: `S${village}`, submitted: true, arrivals: 12, departures: 3, requests: 0, events: 1 },
      },
      { key: `S${otherVillage}`, data: { stationCode: `S${otherVillage}`, submitted: false } },
    ]);
  });

  it('is for a station that there is, in the own zone, and a week that has begun', async () => {
    const outside = await ask(`S${village}`, { zone: otherVillage });
    expect(refusalOf(outside)).toEqual(['FORBIDDEN', 'OUTSIDE_ZONE', undefined]);
    expect(refusalOf(await ask(`S${village}-09`))).toEqual(['NOT_FOUND', undefined, 'stationCode']);
    expect(refusalOf(await ask('S1'))).toEqual(['BAD_USER_INPUT', 'BAD_CODE', 'stationCode']);
    expect(refusalOf(await ask(`S${village}`, {}, '2026-W48'))).toEqual(['BAD_USER_INPUT', 'FUTURE_WEEK', 'week']);
    expect(refusalOf(await ask(`S${village}`, {}, 'now'))).toEqual(['BAD_USER_INPUT', 'BAD_WEEK', 'week']);
  });

  it('refuses a report on what is no week', async () => {
    for (const name of ['weekly-stations', 'weekly-status']) {
      await expect(community.report(name, { week: '2025-W53' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});
