import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import type { GraphTrial } from '../graph.fixture.js';
import { startGraphTrial } from '../graph.fixture.js';
import { canonicalJson } from './canonical-json.js';
import { trialKind } from './issuer.fixture.js';

const everything = `
  id number previousNumber kind title from to issuedAt legalBasis class data former { number change } signature signedBody state
  acknowledgementDue acknowledgedAt feedbackDue feedback { outcome note at } escalations { level receipt at inbox }
  deliveries { attempt at outcome responseCode nextAttemptAt } recalls corrects replacedBy history { at what by reason note }`;

interface Item {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly data: unknown;
}
interface Page {
  readonly items: readonly Item[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly totalCount: number;
}

describe('a bulletin in the graph', () => {
  let trial: GraphTrial;
  beforeEach(async () => {
    trial = await startGraphTrial();
  });
  afterEach(() => trial.stop());

  const read = async (department: Parameters<GraphTrial['ask']>[0], id: string) => {
    const answer = await trial.ask(department, `query ($id: ID!) { notification(id: $id) { ${everything} } }`, { id });
    expect(answer.errors).toBeUndefined();
    return answer.data?.['notification'] as Readonly<Record<string, unknown>>;
  };
  const page = async (
    department: Parameters<GraphTrial['ask']>[0],
    field: string,
    selection = 'id number state data',
  ): Promise<Page> => {
    const text = `{ list: ${field} { items { ${selection} } pageInfo { endCursor hasNextPage } totalCount } }`;
    const { data, errors } = await trial.ask(department, text);
    expect(errors).toBeUndefined();
    return data?.['list'] as Page;
  };
  const tellMany = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      kind: trialKind,
      to: 'police' as const,
      sourceId: `event-${String(index)}`,
      data: { place: '330921200' },
    }));

  it('has all that its receiver needs, and that its signature covers', async () => {
    const told = await trial.tell();
    const seen = await read('police', told._id);
    expect(seen).toMatchObject({
      number: 'N-91/labor-police/2026/000001',
      previousNumber: null,
      kind: 'N-91',
      title: '试验通报',
      from: 'LABOR',
      to: 'POLICE',
      legalBasis: trialKind.legalBasis,
      class: 'S',
      data: { place: '330921200' },
      state: 'OPEN',
      feedback: null,
      escalations: [],
      deliveries: [],
      replacedBy: null,
    });
    expect(seen['issuedAt']).toEqual(told.issuedAt);
    expect(seen['signature']).toBe(told.signature);
    const body = JSON.parse(String(seen['signedBody'])) as object;
    expect(canonicalJson(body)).toBe(seen['signedBody']);
    expect(body).toMatchObject({ id: told._id, number: told.number, from: 'labor', data: { place: '330921200' } });
  });

  it('says the same to its sender', async () => {
    const { _id } = await trial.tell();
    expect(await read('labor', _id)).toEqual(await read('police', _id));
  });

  it('shows the hub in what state it is, and nothing of what it says', async () => {
    const { _id } = await trial.tell();
    const note = '不在本辖区';
    await trial.change('police', 'giveFeedback', { id: _id, outcome: 'REJECTED', note });
    await trial.change('labor', 'recallNotification', { id: _id, reason: 'ISSUED_IN_ERROR', note: '重复发送' });
    for (const purpose of ['OWN_RECORDS', 'STATISTICS', 'AUDIT'] as const) {
      const text = `query ($id: ID!) { notification(id: $id) { ${everything} } }`;
      const { data } = await trial.ask('hub', text, { id: _id }, purpose);
      const seen = data?.['notification'] as Readonly<Record<string, unknown>>;
      expect(seen).toMatchObject({ state: 'RECALLED', data: null, signature: null, signedBody: null, former: null });
      expect(seen['feedback']).toMatchObject({ outcome: 'REJECTED', note: null });
      expect(JSON.stringify(seen)).not.toMatch(/330921200|不在本辖区|重复发送/);
    }
  });

  it('that was recalled says nothing more to its receiver, and all to its sender', async () => {
    const { _id } = await trial.tell();
    await trial.change('labor', 'recallNotification', { id: _id, reason: 'WRONG_RECEIVER', note: '发错部门' });
    expect(await read('police', _id)).toMatchObject({ data: null, signature: null, signedBody: null });
    expect(await read('labor', _id)).toMatchObject({ data: { place: '330921200' } });
    const { items } = await page('police', 'inbox');
    expect(items.map(({ state }) => state)).toEqual(['RECALLED', 'OPEN']);
  });

  it('between others is one that nobody has, whatever the id', async () => {
    const { _id } = await trial.tell();
    const text = 'query ($id: ID!) { notification(id: $id) { id } }';
    const answers = await Promise.all(
      [_id, '01890000-0000-7000-8000-000000000000'].map((id) => trial.ask('education', text, { id })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      data: { notification: null },
      errors: [{ extensions: { code: 'NOT_FOUND', field: 'id' } }],
    });
    const { errors } = await trial.ask('education', text, { id: '$where' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id', reason: 'BAD_ID' } }]);
  });

  it('comes to its receiver in pages that miss nothing that is issued between them', async () => {
    await trial.issue(...tellMany(5));
    const first = await page('police', 'inbox(first: 2)');
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([5, true]);
    await trial.tell('later');
    const numbers = first.items.map(({ number }) => number);
    for (let after = first.pageInfo.endCursor, more = true; more;) {
      const next = await page('police', `inbox(first: 3, after: "${String(after)}")`);
      numbers.push(...next.items.map(({ number }) => number));
      after = next.pageInfo.endCursor;
      more = next.pageInfo.hasNextPage;
    }
    expect(numbers.map((number) => Number(number.slice(-6)))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is not there when nothing new is, and the cursor stays good', async () => {
    await trial.tell('a');
    const { pageInfo } = await page('police', 'inbox');
    const empty = await page('police', `inbox(after: "${String(pageInfo.endCursor)}")`);
    expect(empty).toMatchObject({ items: [], pageInfo: { endCursor: pageInfo.endCursor, hasNextPage: false } });
    await trial.tell('b');
    const next = await page('police', `inbox(after: "${String(empty.pageInfo.endCursor)}")`);
    expect(next.items.map(({ number }) => number)).toEqual(['N-91/labor-police/2026/000002']);
    expect(await page('education', 'inbox')).toMatchObject({ items: [], pageInfo: { endCursor: null }, totalCount: 0 });
  });

  it('counts as delivered to the inbox when its page is read, in one write, and once', async () => {
    const created = await trial.change(
      'police',
      'createSubscription',
      { idempotencyKey: 'k', kinds: ['N-91'], delivery: 'INBOX' },
      '{ subscription { id } }',
    );
    await trial.issue(...tellMany(3));
    const states = async () =>
      (await new DeliveryRepository(trial.store).collection.find({}, { limit: 9 }).toArray())
        .map(({ state }) => state)
        .sort();
    expect([created.refusal, await states()]).toEqual([undefined, ['HELD', 'HELD', 'HELD']]);
    const { items } = await page('police', 'inbox(first: 2)', 'deliveries { attempt at outcome }');
    const pulled = { attempt: 1, at: trial.trueClock.now(), outcome: 'PULLED' };
    expect(items).toEqual([{ deliveries: [pulled] }, { deliveries: [pulled] }]);
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED', 'HELD']);
    // Neither the sender's look nor a second one of the receiver is another delivery
    await page('labor', 'sentNotifications');
    await page('police', 'inbox(first: 2)');
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED', 'HELD']);
  });

  it('is listed to its sender, the newest first, by kind and state', async () => {
    const [first, second, third] = await trial.issue(...tellMany(3));
    await trial.change('police', 'acknowledgeNotification', { id: second?._id });
    const listed = async (given: string) =>
      (await page('labor', `sentNotifications${given}`)).items.map(({ id }) => id).sort();
    const ids = (...bulletins: (typeof first)[]) => bulletins.map((bulletin) => bulletin?._id).sort();
    expect(await listed('')).toEqual(ids(first, second, third));
    expect(await listed('(state: ACKNOWLEDGED)')).toEqual(ids(second));
    expect(await listed('(kind: "N-91", state: OPEN)')).toEqual(ids(first, third));
    expect(await listed('(kind: "N-05")')).toEqual([]);
    const one = await page('labor', 'sentNotifications(first: 1)');
    const rest = await page('labor', `sentNotifications(after: "${String(one.pageInfo.endCursor)}")`);
    expect([...one.items, ...rest.items].map(({ id }) => id).sort()).toEqual(ids(first, second, third));
    expect((await page('police', 'sentNotifications')).items).toEqual([]);
  });

  it('is listed to the hub whoever sent it, without what it says', async () => {
    await trial.tell();
    for (const given of ['', '(kind: "N-91")', '(state: OPEN)']) {
      const { items, totalCount } = await page('hub', `sentNotifications${given}`);
      expect([items.map(({ state, data }) => [state, data]), totalCount]).toEqual([[['OPEN', null]], 1]);
    }
  });

  it.each([
    ['inbox(first: 0)', 'first', 'OUT_OF_RANGE'],
    ['inbox(first: 101)', 'first', 'OUT_OF_RANGE'],
    ['inbox(after: "x")', 'after', 'BAD_CURSOR'],
    ['inbox(after: "MDE")', 'after', 'BAD_CURSOR'],
    ['sentNotifications(first: 1000000)', 'first', 'OUT_OF_RANGE'],
    ['sentNotifications(after: "Li4")', 'after', 'BAD_CURSOR'],
    ['sentNotifications(kind: "N-99")', 'kind', 'UNKNOWN_KIND'],
    ['deliveries(first: 101)', 'first', 'OUT_OF_RANGE'],
    ['deliveries(after: "*")', 'after', 'BAD_CURSOR'],
  ])('refuses %s by its argument', async (field, argument, reason) => {
    const { errors } = await trial.ask('police', `{ ${field} { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: argument, reason } }]);
  });

  it('refuses a cursor of another list', async () => {
    await trial.tell();
    const { pageInfo } = await page('labor', 'sentNotifications');
    const { errors } = await trial.ask('police', `{ inbox(after: "${String(pageInfo.endCursor)}") { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { field: 'after', reason: 'BAD_CURSOR' } }]);
  });

  it('costs one read of deliveries for a whole page', async () => {
    await trial.change('police', 'createSubscription', { idempotencyKey: 'k', kinds: ['N-91'], delivery: 'INBOX' });
    await trial.issue(...tellMany(10));
    await page('police', 'inbox');
    trial.takeReads();
    await page('police', 'inbox', 'id deliveries { outcome }');
    // Whether something is held, and what was attempted; a page, and how many there are
    expect(trial.takeReads()).toEqual({ deliveries: 2, notifications: 2 });
  });
});
