import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphTrial } from '../graph.fixture.js';
import { startGraphTrial } from '../graph.fixture.js';

const idNumber = '990001199003071015';
const nobodys = '01890000-0000-7000-8000-000000000000';

describe('what is done about a bulletin in the graph', () => {
  let trial: GraphTrial;
  let id: string;
  beforeEach(async () => {
    trial = await startGraphTrial();
    id = (await trial.tell())._id;
  });
  afterEach(() => trial.stop());

  it('is acknowledged by its receiver, twice as well as once', async () => {
    const acknowledge = () => trial.change('police', 'acknowledgeNotification', { id }, '{ id state acknowledgedAt }');
    const answer = { id, state: 'ACKNOWLEDGED', acknowledgedAt: trial.clock.now() };
    expect(await acknowledge()).toEqual({ answer });
    expect(await acknowledge()).toEqual({ answer });
  });

  it('is answered with what came of it', async () => {
    const input = { id, outcome: 'NOT_APPLICABLE', note: '不在本辖区' };
    const { answer } = await trial.change('police', 'giveFeedback', input, '{ state feedback { outcome note at } }');
    const feedback = { outcome: 'NOT_APPLICABLE', note: '不在本辖区', at: trial.clock.now() };
    expect(answer).toEqual({ state: 'CLOSED', feedback });
  });

  it('is recalled by its sender with a successor', async () => {
    const input = { id, reason: 'WRONG_RECEIVER', note: null };
    const selection = '{ id number recalls data feedbackDue previousNumber }';
    const { answer } = await trial.change('labor', 'recallNotification', input, selection);
    expect(answer).toMatchObject({
      number: 'N-91/labor-police/2026/000002',
      recalls: 'N-91/labor-police/2026/000001',
      data: {},
      feedbackDue: null,
    });
    const original = await trial.ask('labor', 'query ($id: ID!) { notification(id: $id) { state replacedBy } }', {
      id,
    });
    expect(original.data?.['notification']).toEqual({ state: 'RECALLED', replacedBy: answer?.['id'] });
  });

  it('is corrected by its sender, with variables and with what stands in the text', async () => {
    const input = { id, data: { place: '330921201', people: 12 } };
    const first = await trial.change('labor', 'correctNotification', input, '{ id corrects data }');
    expect(first.answer).toMatchObject({
      corrects: 'N-91/labor-police/2026/000001',
      data: { place: '330921201', people: 12 },
    });
    const literal = `mutation { correctNotification(input: { id: "${String(first.answer?.['id'])}", data: { place: "330921202" } }) { number data } }`;
    const { data } = await trial.ask('labor', literal);
    expect(data?.['correctNotification']).toEqual({
      number: 'N-91/labor-police/2026/000003',
      data: { place: '330921202' },
    });
  });

  const refusals: readonly (readonly [string, 'police' | 'labor' | 'education', string, object, string])[] = [
    ['to acknowledge another’s', 'education', 'acknowledgeNotification', {}, 'NOT_FOUND input.id'],
    ['to acknowledge what it sent itself', 'labor', 'acknowledgeNotification', {}, 'NOT_FOUND input.id'],
    ['an id that nobody has', 'police', 'acknowledgeNotification', { id: nobodys }, 'NOT_FOUND input.id'],
    ['an id that can be none', 'police', 'acknowledgeNotification', { id: '{}' }, 'BAD_USER_INPUT input.id BAD_ID'],
    ['to answer another’s', 'education', 'giveFeedback', { outcome: 'DONE' }, 'NOT_FOUND input.id'],
    [
      'to reject without a reason',
      'police',
      'giveFeedback',
      { outcome: 'REJECTED' },
      'BAD_USER_INPUT input.note NOTE_REQUIRED',
    ],
    [
      'a note with an ID number',
      'police',
      'giveFeedback',
      { outcome: 'REJECTED', note: idNumber },
      'BAD_USER_INPUT input.note PERSONAL_DATA',
    ],
    [
      'a note that is too long',
      'police',
      'giveFeedback',
      { outcome: 'DONE', note: '已'.repeat(201) },
      'BAD_USER_INPUT input.note BAD_LENGTH',
    ],
    ['to recall what it received', 'police', 'recallNotification', { reason: 'ISSUED_IN_ERROR' }, 'NOT_FOUND input.id'],
    [
      'to recall with a name',
      'labor',
      'recallNotification',
      { reason: 'ISSUED_IN_ERROR', note: '已与张三先生核对' },
      'BAD_USER_INPUT input.note PERSONAL_DATA',
    ],
    [
      'to correct another’s',
      'education',
      'correctNotification',
      { data: { place: '330921201' } },
      'NOT_FOUND input.id',
    ],
    [
      'data that the kind does not carry',
      'labor',
      'correctNotification',
      { data: { phone: '13800138000' } },
      'BAD_USER_INPUT input.data BAD_CONTENT',
    ],
  ];
  it.each(refusals)('refuses %s', async (_what, department, mutation, given, refusal) => {
    expect(await trial.change(department, mutation, { id, ...given })).toEqual({ refusal });
  });

  it.each([{}, { $ne: 1 }, { place: { $gt: '' } }, { place: null }, ['x'], 'x', { 'a.b': 1 }])(
    'takes %j for no content',
    async (data) => {
      const { errors } = await trial.ask(
        'labor',
        'mutation ($input: CorrectNotificationInput!) { correctNotification(input: $input) { id } }',
        { input: { id, data } },
      );
      expect(errors).toHaveLength(1);
      expect((await trial.read(id)).state).toBe('OPEN');
    },
  );

  it('refuses feedback after closure, recall and correction, each by its reason', async () => {
    const feedback = (of: string) => trial.change('police', 'giveFeedback', { id: of, outcome: 'DONE' });
    const [recalled, corrected] = [await trial.tell('b'), await trial.tell('c')];
    await feedback(id);
    await trial.change('labor', 'recallNotification', { id: recalled._id, reason: 'NO_LONGER_TRUE' });
    await trial.change('labor', 'correctNotification', { id: corrected._id, data: { place: '330921201' } });
    expect([await feedback(id), await feedback(recalled._id), await feedback(corrected._id)]).toEqual([
      { refusal: 'CONFLICT input.id CLOSED' },
      { refusal: 'CONFLICT input.id RECALLED' },
      { refusal: 'CONFLICT input.id CORRECTED' },
    ]);
  });

  it('is for nobody who states another purpose', async () => {
    const text = 'mutation ($input: AcknowledgeNotificationInput!) { acknowledgeNotification(input: $input) { id } }';
    for (const [department, purpose] of [
      ['police', 'STATISTICS'],
      ['police', 'PERMIT_CONDITION'],
      ['hub', 'STATISTICS'],
      ['hub', 'AUDIT'],
    ] as const) {
      const { errors } = await trial.ask(department, text, { input: { id } }, purpose);
      expect(errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN', fields: ['Mutation.acknowledgeNotification'] } },
      ]);
    }
    expect((await trial.read(id)).state).toBe('OPEN');
  });
});
