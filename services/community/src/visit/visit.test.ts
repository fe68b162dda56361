import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherVillage, refusalOf, tryCommunity, village } from '../community.fixture.js';

describe('recording a visit', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  let people: readonly string[];
  beforeAll(async () => {
    community = await tryCommunity();
    people = Array.from({ length: 51 }, () => community.newPersonId());
  });
  afterAll(() => community.close());

  it('gives the dwelling and the people by their ids alone', async () => {
    const personIds = people.slice(0, 2);
    const visit = await community.must(community.recordVisit({ outcome: 'MET', personIds }));
    expect(visit).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      dwelling: { id: '01a20443-1bc1-700c-9e9c-794292cfb909' },
      grid: null,
      people: personIds.map((id) => ({ id })),
      visitedOn: '2026-11-20',
      outcome: 'MET',
    });
  });

  it.each([
    ['MET', 1],
    ['MET', 50],
    ['NOBODY', 0],
    ['REFUSED', 0],
    ['REFUSED', 1],
    ['MOVED', 0],
    ['MOVED', 2],
  ])('takes %s with %d people, today at the latest', async (outcome, count) => {
    const changes = { outcome, personIds: people.slice(0, count), visitedOn: '2026-11-22' };
    expect((await community.must(community.recordVisit(changes)))['people']).toHaveLength(count);
  });

  it('gives the first answer again for the same key, and refuses other content', async () => {
    const input = { idempotencyKey: 'one visit', outcome: 'MOVED', personIds: people.slice(0, 1) };
    const first = await community.must(community.recordVisit(input));
    expect(await community.must(community.recordVisit(input))).toEqual(first);
    expect(refusalOf(await community.recordVisit({ ...input, personIds: [] }))).toEqual([
      'CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'input.idempotencyKey',
    ]);
  });

  it.each([
    ['people where nobody was', 'OUTCOME_WITH_PEOPLE', '', () => ({ personIds: people.slice(0, 1) })],
    ['nobody who was met', 'OUTCOME_WITHOUT_PEOPLE', '', () => ({ outcome: 'MET' })],
    [
      'a person twice',
      'DUPLICATE_PERSON',
      '.1',
      () => ({ outcome: 'MET', personIds: [...people.slice(0, 1), ...people.slice(0, 1)] }),
    ],
    [
      'a mistyped person',
      'BAD_PERSON_ID',
      '.1',
      () => ({
        outcome: 'MET',
        personIds: [people[0], people[1]?.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
      }),
    ],
  ])('refuses %s', async (_what, reason, position, changes) => {
    const refusal = refusalOf(await community.recordVisit(changes()));
    expect(refusal).toEqual(['BAD_USER_INPUT', reason, `input.personIds${position}`]);
  });

  it('keeps the grid that the worker states, where there is one and in the own zone only', async () => {
    await community.must(community.defineGrid('001'));
    const visit = await community.must(community.recordVisit({ gridCode: `${village}001` }));
    expect(visit['grid']).toEqual({ code: `${village}001` });
    const unknown = await community.recordVisit({ gridCode: `${village}999` });
    expect(refusalOf(unknown)).toEqual(['NOT_FOUND', undefined, 'input.gridCode']);
    const mistyped = await community.recordVisit({ gridCode: village });
    expect(refusalOf(mistyped)).toEqual(['BAD_USER_INPUT', 'BAD_LENGTH', 'input.gridCode']);
    const elsewhere = { zone: otherVillage };
    const outside = await community.recordVisit({ gridCode: `${village}001` }, elsewhere);
    expect(refusalOf(outside)).toEqual(['FORBIDDEN', 'OUTSIDE_ZONE', undefined]);
    expect(refusalOf(await community.recordVisit({}, elsewhere))).toEqual([undefined, undefined, undefined]);
  });

  it('refuses more than fifty people, a day to come and what is no id of a dwelling', async () => {
    const crowd = await community.recordVisit({ outcome: 'MET', personIds: people });
    expect(refusalOf(crowd)).toEqual(['LIMIT_EXCEEDED', undefined, 'input.personIds']);
    const tomorrow = await community.recordVisit({ visitedOn: '2026-11-23' });
    expect(refusalOf(tomorrow)).toEqual(['BAD_USER_INPUT', 'FUTURE_DATE', 'input.visitedOn']);
    const address = await community.recordVisit({ dwellingId: '渔港路 1 号' });
    expect(refusalOf(address)).toEqual(['BAD_USER_INPUT', 'BAD_ID', 'input.dwellingId']);
    const unseen = await community.recordVisit({ dwellingId: 'a\u0000' });
    expect(refusalOf(unseen)).toEqual(['BAD_USER_INPUT', 'BAD_ID', 'input.dwellingId']);
  });

  it('has no field for words: what is told at the door is not written down', () => {
    const fields = community.built.schema.getType('RecordVisitInput')?.astNode;
    const names =
      fields !== undefined && fields !== null && 'fields' in fields ? fields.fields?.map(({ name }) => name.value) : [];
    expect(names).toEqual(['idempotencyKey', 'dwellingId', 'gridCode', 'personIds', 'visitedOn', 'outcome']);
  });
});
