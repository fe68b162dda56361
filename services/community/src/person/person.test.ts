import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, tryCommunity } from '../community.fixture.js';

/** The records were made today, in Shanghai. */
const noonOfRecording = new Date('2026-11-22T04:00:00Z');

describe('whether community has seen a person', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  let met: string;
  let missed: string;
  let unknown: string;

  beforeAll(async () => {
    community = await tryCommunity();
    [met, missed, unknown] = [community.newPersonId(), community.newPersonId(), community.newPersonId()];
    const { must, recordVisit } = community;
    await must(recordVisit({ outcome: 'MET', personIds: [met, missed], visitedOn: '2025-11-20' }));
    await must(recordVisit({ outcome: 'MET', personIds: [met], visitedOn: '2026-10-23' }));
    await must(recordVisit({ outcome: 'MOVED', personIds: [met, missed], visitedOn: '2026-11-20' }));
    community.takeReads();
  });
  afterAll(() => community.close());

  const ask = (personId: string, selection: string) =>
    community.as('community', { purpose: 'GRID_VISIT' }).entities('Person', [{ id: personId }], selection);
  const answer = async (personId: string, selection: string): Promise<unknown> => {
    const { data, errors } = await ask(personId, selection);
    expect(errors).toEqual([]);
    return (data?.['_entities'] as unknown[])[0];
  };

  it('is yes for somebody met within the days up to the day asked about, both ends included', async () => {
    const selection = `
      today: seenByCommunity(withinDays: 30) { answer reason asOf source }
      eve: seenByCommunity(withinDays: 29) { answer reason }
      sameDay: seenByCommunity(withinDays: 1, on: "2026-10-23") { answer }
      dayBefore: seenByCommunity(withinDays: 366, on: "2026-10-22") { answer }
    `;
    expect(await answer(met, selection)).toEqual({
      today: { answer: 'YES', reason: null, asOf: noonOfRecording, source: 'COMMUNITY' },
      eve: { answer: 'UNKNOWN', reason: 'NOT_SEEN' },
      sameDay: { answer: 'YES' },
      dayBefore: { answer: 'YES' },
    });
  });

  it('is unknown for somebody who was not met within the days, and never no', async () => {
    const selection = 'seenByCommunity(withinDays: 366) { answer reason asOf }';
    expect(await answer(missed, selection)).toEqual({
      seenByCommunity: { answer: 'UNKNOWN', reason: 'NOT_SEEN', asOf: noonOfRecording },
    });
    expect(await answer(unknown, selection)).toEqual({
      seenByCommunity: { answer: 'UNKNOWN', reason: 'NO_RECORD', asOf: null },
    });
  });

  it('answers about the first day that can be stated, and refuses days before', async () => {
    const visitor = community.newPersonId();
    await community.must(community.recordVisit({ outcome: 'MET', personIds: [visitor], visitedOn: '1900-01-01' }));
    expect(await answer(visitor, 'seenByCommunity(withinDays: 366, on: "1900-01-01") { answer }')).toEqual({
      seenByCommunity: { answer: 'YES' },
    });
    const early = await community.recordVisit({ visitedOn: '0001-01-01' });
    expect(refusalOf(early)).toEqual(['BAD_USER_INPUT', 'BAD_DATE', 'input.visitedOn']);
    const asked = await ask(visitor, 'seenByCommunity(withinDays: 366, on: "0001-01-01") { answer }');
    expect(refusalOf(asked).slice(0, 2)).toEqual(['BAD_USER_INPUT', 'BAD_DATE']);
  });

  it('knows nothing of visits after the day asked about', async () => {
    const selection = 'seenByCommunity(withinDays: 366, on: "2025-11-19") { answer reason }';
    expect(await answer(met, selection)).toEqual({ seenByCommunity: { answer: 'UNKNOWN', reason: 'NO_RECORD' } });
  });

  it.each([0, -1, 367])('refuses to look %d days back', async (days) => {
    const refused = await ask(met, `seenByCommunity(withinDays: ${String(days)}) { answer }`);
    expect(refused.data).toEqual({ _entities: [{ seenByCommunity: null }] });
    expect(refusalOf(refused)).toEqual(['BAD_USER_INPUT', 'OUT_OF_RANGE', 'withinDays']);
  });

  it('costs fifty people what it costs one, also where one visit met several', async () => {
    const crowd = [met, missed, ...Array.from({ length: 48 }, () => community.newPersonId())];
    const keys = crowd.map((id) => ({ id }));
    community.takeReads();
    const { data } = await community
      .as('community')
      .entities('Person', keys, 'seenByCommunity(withinDays: 300) { answer }');
    expect(community.takeReads()).toEqual({ visits: 1 });
    const answers = (data?.['_entities'] as { seenByCommunity: { answer: string } }[]).map(
      ({ seenByCommunity }) => seenByCommunity.answer,
    );
    expect(answers).toEqual(['YES', ...Array<string>(49).fill('UNKNOWN')]);
  });
});
