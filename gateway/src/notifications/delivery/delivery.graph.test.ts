import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphTrial } from '../graph.fixture.js';
import { startGraphTrial } from '../graph.fixture.js';
import type { DeliveryState } from './delivery.repository.js';
import { DeliveryRepository } from './delivery.repository.js';

interface Item {
  readonly id: string;
  readonly notificationId: string;
  readonly state: string;
}

describe('a delivery in the graph', () => {
  let trial: GraphTrial;
  let subscriptionId: string;
  beforeEach(async () => {
    trial = await startGraphTrial();
    const input = { idempotencyKey: 'k', kinds: ['N-91'], delivery: 'WEBHOOK', url: 'http://127.0.0.1:4999/' };
    const { answer } = await trial.change('police', 'createSubscription', input, '{ subscription { id } }');
    subscriptionId = (answer?.['subscription'] as Item).id;
  });
  afterEach(() => trial.stop());

  const end = (id: string, state: DeliveryState) =>
    new DeliveryRepository(trial.store).collection.updateOne({ _id: `${id}.${subscriptionId}` }, { $set: { state } });
  const list = async (department: 'police' | 'labor' | 'hub', given = '') => {
    const text = `{ deliveries${given} { items { id notificationId state } pageInfo { endCursor hasNextPage } totalCount } }`;
    const { data, errors } = await trial.ask(department, text);
    expect(errors).toBeUndefined();
    return data?.['deliveries'] as {
      readonly items: readonly Item[];
      readonly pageInfo: { readonly endCursor: string };
      readonly totalCount: number;
    };
  };
  const redeliver = (input: object, department: 'police' | 'labor' = 'police') =>
    trial.change(department, 'redeliver', input, '{ count }');

  it('is listed to its receiver and to the hub, by state', async () => {
    const told = [await trial.tell('a'), await trial.tell('b'), await trial.tell('c')];
    await end(told[1]?._id ?? '', 'DEAD');
    const ids = ({ items }: Awaited<ReturnType<typeof list>>) =>
      items.map(({ notificationId }) => notificationId).sort();
    const all = told.map(({ _id }) => _id).sort();
    expect(ids(await list('police'))).toEqual(all);
    expect(ids(await list('hub'))).toEqual(all);
    expect(ids(await list('labor'))).toEqual([]);
    expect(await list('police', '(state: DEAD)')).toMatchObject({
      items: [{ notificationId: told[1]?._id, state: 'DEAD' }],
      totalCount: 1,
    });
    const first = await list('police', '(first: 2)');
    const rest = await list('police', `(after: "${first.pageInfo.endCursor}")`);
    expect([...first.items, ...rest.items].map(({ notificationId }) => notificationId).sort()).toEqual(all);
  });

  it('says when it is attempted next and what came of each attempt, also beside its bulletin', async () => {
    const { _id } = await trial.tell();
    const at = new Date('2027-02-01T00:00:01Z');
    const attempt = { attempt: 1, at, outcome: 'HTTP_ERROR', responseCode: 503, nextAttemptAt: at };
    await new DeliveryRepository(trial.store).collection.updateOne(
      { _id: `${_id}.${subscriptionId}` },
      { $push: { history: attempt }, $set: { attempts: 1 } },
    );
    const attempts = 'attempt at outcome responseCode nextAttemptAt';
    const { data } = await trial.ask(
      'police',
      `query ($id: ID!) {
        deliveries { items { subscriptionId department kind nextAttemptAt attempts { ${attempts} } createdAt finishedAt } }
        notification(id: $id) { deliveries { ${attempts} } }
      }`,
      { id: _id },
    );
    const now = trial.trueClock.now();
    const delivery = { subscriptionId, department: 'POLICE', kind: 'N-91', nextAttemptAt: now };
    expect(data).toEqual({
      deliveries: { items: [{ ...delivery, attempts: [attempt], createdAt: now, finishedAt: null }] },
      notification: { deliveries: [attempt] },
    });
  });

  it('is made anew by id, and by time', async () => {
    const [first, second] = [await trial.tell('a'), await trial.tell('b')];
    await end(first._id, 'DEAD');
    await end(second._id, 'DELIVERED');
    expect(await redeliver({ ids: [first._id] })).toEqual({ answer: { count: 1 } });
    const time = { since: '2027-01-31T00:00:00Z', until: '2027-02-02T00:00:00Z' };
    expect(await redeliver({ subscriptionId, ...time })).toEqual({ answer: { count: 1 } });
    expect((await list('police')).items.map(({ state }) => state)).toEqual(['DUE', 'DUE']);
  });

  it.each([
    ['nothing', {}, 'BAD_USER_INPUT input.ids IDS_OR_TIME'],
    ['no ids', { ids: [] }, 'BAD_USER_INPUT input.ids IDS_OR_TIME'],
    ['both', { ids: ['x'], subscriptionId: 'y' }, 'BAD_USER_INPUT input.ids IDS_OR_TIME'],
    ['no beginning', { subscriptionId: 'y' }, 'BAD_USER_INPUT input.since REQUIRED'],
    ['no end', { subscriptionId: 'y', since: '2027-01-31T00:00:00Z' }, 'BAD_USER_INPUT input.until REQUIRED'],
    [
      'an end before the beginning',
      { subscriptionId: 'y', since: '2027-01-31T00:00:00Z', until: '2027-01-31T00:00:00Z' },
      'BAD_USER_INPUT input.until DATE_ORDER',
    ],
    ['an id that nobody has', { ids: ['01890000-0000-7000-8000-000000000000'] }, 'NOT_FOUND input.ids'],
  ])('is not made anew of %s', async (_what, input, refusal) => {
    expect(await redeliver(input)).toEqual({ refusal });
  });

  it('of another department is one that nobody has', async () => {
    const { _id } = await trial.tell();
    const time = { since: '2027-01-31T00:00:00Z', until: '2027-02-02T00:00:00Z' };
    expect(await redeliver({ ids: [_id] }, 'labor')).toEqual({ refusal: 'NOT_FOUND input.ids' });
    expect(await redeliver({ subscriptionId, ...time }, 'labor')).toEqual({
      refusal: 'NOT_FOUND input.subscriptionId',
    });
  });
});
