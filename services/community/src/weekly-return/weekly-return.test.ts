import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { otherVillage, refusalOf, tryCommunity, village } from '../community.fixture.js';

const stationCode = `S${village}`;

describe('the weekly return of a station', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  beforeEach(async () => {
    community = await tryCommunity();
    await community.must(community.defineStation(stationCode));
    community.setNow('2026-11-20T12:00');
  });
  afterEach(() => community.close());

  const submit = (changes: object = {}) => community.must(community.submitReturn(changes));
  const told = async () => (await community.takeEvents()).map(({ type, data }) => ({ type, data }));

  it('is taken in time until Friday 18:00 in Shanghai, and told', async () => {
    community.setNow('2026-11-20T17:59');
    const submittedAt = new Date('2026-11-20T09:59:00Z');
    const figures = { arrivals: 12, departures: 3, requests: 0, events: 1 };
    expect(await submit()).toEqual({ stationCode, week: '2026-W47', ...figures, submittedAt, late: false });
    expect(await told()).toEqual([
      {
        type: 'community.weekly-return.submitted',
        data: { stationCode, week: '2026-W47', submittedAt: submittedAt.toISOString(), ...figures },
      },
    ]);
  });

  it('is taken after the close too, and marked late', async () => {
    community.setNow('2026-11-20T18:00');
    expect(await submit()).toMatchObject({ late: true });
    community.setNow('2026-11-23T09:00');
    expect(await submit({ week: '2026-W46' })).toMatchObject({ late: true });
    expect(await told()).toHaveLength(2);
  });

  it('closes before a Friday that is a day off', async () => {
    community.setNow('2026-09-30T17:59');
    expect(await submit({ week: '2026-W40' })).toMatchObject({ late: false });
    await community.must(community.defineStation(`${stationCode}-02`));
    community.setNow('2026-09-30T18:00');
    expect(await submit({ stationCode: `${stationCode}-02`, week: '2026-W40' })).toMatchObject({ late: true });
  });

  it('may be corrected until the close, and each correction is told', async () => {
    await submit();
    community.setNow('2026-11-20T15:00');
    expect(await submit({ arrivals: 13 })).toMatchObject({
      arrivals: 13,
      submittedAt: new Date('2026-11-20T07:00:00Z'),
    });
    expect((await told()).map(({ data }) => data['arrivals'])).toEqual([12, 13]);
    expect(await community.report('weekly-status', { week: '2026-W47' })).toMatchObject([{ data: { arrivals: 13 } }]);
  });

  it('stands after the close, whether it came in time or late', async () => {
    await submit();
    community.setNow('2026-11-20T18:00');
    const closed = ['CONFLICT', 'WEEK_CLOSED', 'input.week'];
    expect(refusalOf(await community.submitReturn({ arrivals: 13 }))).toEqual(closed);
    await submit({ week: '2026-W46' });
    expect(refusalOf(await community.submitReturn({ week: '2026-W46' }))).toEqual(closed);
    expect(await told()).toHaveLength(2);
  });

  it('gives the first answer again for the same key, after the close too', async () => {
    const first = await submit({ idempotencyKey: 'one return' });
    community.setNow('2026-11-21T09:00');
    expect(await submit({ idempotencyKey: 'one return' })).toEqual(first);
    expect(refusalOf(await community.submitReturn({ idempotencyKey: 'one return', arrivals: 13 }))).toEqual([
      'CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'input.idempotencyKey',
    ]);
    expect(await told()).toHaveLength(1);
  });

  it('is one of two that come at once: the later corrects the earlier', async () => {
    const both = await Promise.all([submit({ arrivals: 1 }), submit({ arrivals: 2 })]);
    expect(both.map(({ arrivals }) => arrivals)).toEqual([1, 2]);
    const events = await told();
    expect(events).toHaveLength(2);
    const rows = await community.report('weekly-status', { week: '2026-W47' });
    expect(rows[0]?.data['arrivals']).toBe(events[1]?.data['arrivals']);
  });

  it('may say zero, which is not nothing', async () => {
    await submit({ arrivals: 0, departures: 0, requests: 0, events: 0 });
    expect(await community.report('weekly-status', { week: '2026-W47' })).toEqual([
      {
        key: stationCode,
        data: { stationCode, submitted: true, arrivals: 0, departures: 0, requests: 0, events: 0 },
      },
    ]);
  });

  it('may be sent from Monday on, and for a holiday week from the day it closes', async () => {
    community.setNow('2026-11-16T00:00');
    expect(await submit()).toMatchObject({ late: false });
    community.setNow('2026-11-15T23:59');
    expect(refusalOf(await community.submitReturn())).toEqual(['BAD_USER_INPUT', 'FUTURE_WEEK', 'input.week']);
    community.setNow('2026-02-14T09:00');
    expect(await submit({ week: '2026-W08' })).toMatchObject({ late: false });
  });

  it('says neither in time nor late where the holidays of the year are not known', async () => {
    community.setNow('2031-11-19T12:00');
    expect(await submit({ week: '2031-W47' })).toMatchObject({ late: null });
    expect(await submit({ week: '2031-W47', arrivals: 13 })).toMatchObject({ arrivals: 13, late: null });
    community.setNow('2031-11-21T18:00');
    expect(refusalOf(await community.submitReturn({ week: '2031-W47' }))).toEqual([
      'CONFLICT',
      'WEEK_CLOSED',
      'input.week',
    ]);
    expect(await submit({ week: '2031-W46' })).toMatchObject({ late: true });
  });

  it.each([
    ['a number below zero', { arrivals: -1 }, 'OUT_OF_RANGE', 'input.arrivals'],
    ['a number beyond belief', { events: 100_001 }, 'OUT_OF_RANGE', 'input.events'],
    ['a week that there is not', { week: '2025-W53' }, 'BAD_WEEK', 'input.week'],
    ['a week to come', { week: '2026-W48' }, 'FUTURE_WEEK', 'input.week'],
    ['a week of long ago', { week: '2025-W46' }, 'WEEK_TOO_OLD', 'input.week'],
    ['what is no station', { stationCode: 'S1' }, 'BAD_CODE', 'input.stationCode'],
  ])('refuses %s', async (_what, changes, reason, field) => {
    expect(refusalOf(await community.submitReturn(changes))).toEqual(['BAD_USER_INPUT', reason, field]);
    expect(await told()).toEqual([]);
  });

  it('takes the least and the greatest number, and a week a year back', async () => {
    expect(await submit({ arrivals: 100_000, events: 0 })).toMatchObject({ arrivals: 100_000 });
    expect(await submit({ week: '2025-W47' })).toMatchObject({ late: true });
  });

  it('is of a station that there is, in the own zone', async () => {
    const unknown = await community.submitReturn({ stationCode: `S${otherVillage}` });
    expect(refusalOf(unknown)).toEqual(['NOT_FOUND', undefined, 'input.stationCode']);
    const outside = await community.submitReturn({}, { zone: otherVillage });
    expect(refusalOf(outside)).toEqual(['FORBIDDEN', 'OUTSIDE_ZONE', undefined]);
  });
});
