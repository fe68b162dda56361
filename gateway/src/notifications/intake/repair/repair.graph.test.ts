import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphTrial } from '../../graph.fixture.js';
import { startGraphTrial } from '../../graph.fixture.js';
import { quarantinedEventCollection } from '../quarantined-event.repository.js';
import type { RuleTaskDocument } from '../rule-task.repository.js';
import { ruleTaskCollection } from '../rule-task.repository.js';

const at = new Date('2026-11-20T02:00:00Z');

function taskOf(serial: number, change: Partial<RuleTaskDocument> = {}): RuleTaskDocument {
  const id = `0199aaaa-0000-7000-8000-00000000000${String(serial)}`;
  return {
    _id: `${id}_N-05_police`,
    event: { id, sequence: serial, type: 'labor.employment.started', occurredAt: at.toISOString(), data: {} },
    department: 'labor',
    kind: 'N-05',
    to: 'police',
    state: 'WAITING',
    failures: 3,
    reason: 'DEPARTMENT_UNAVAILABLE',
    nextAttemptAt: at,
    claimNo: 3,
    createdAt: at,
    ...change,
  };
}

const listing = `query ($first: Int, $after: String, $state: UndecidedRuleState) {
  undecidedRules(first: $first, after: $after, state: $state) {
    items { id kind receiver department eventId state failures reason nextAttemptAt } pageInfo { endCursor hasNextPage } totalCount
  }
}`;

describe('what the hub could not do by itself', () => {
  let trial: GraphTrial;
  beforeEach(async () => {
    trial = await startGraphTrial();
    const tasks = trial.store.collection(ruleTaskCollection);
    await tasks.insertMany([
      taskOf(1),
      taskOf(2, { state: 'QUARANTINED', failures: 20, reason: 'RULE_FAILED' }),
      taskOf(3),
    ]);
    await trial.store.collection(quarantinedEventCollection).insertOne({
      _id: 'commerce:feed-1:41',
      department: 'commerce',
      feedId: 'feed-1',
      position: 41,
      reason: 'BAD_CONTENT',
      at,
    });
  });
  afterEach(() => trial.stop());

  const rules = async (variables: object = {}) => {
    const { data, errors } = await trial.ask('hub', listing, { ...variables });
    expect(errors).toBeUndefined();
    return data?.['undecidedRules'] as {
      readonly items: readonly Readonly<Record<string, unknown>>[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
      readonly totalCount: number;
    };
  };
  const states = () =>
    trial.store
      .collection(ruleTaskCollection)
      .find({}, { sort: { _id: 1 }, limit: 9 })
      .toArray();

  it('is shown to the administration, page by page, with ids and codes alone', async () => {
    const { items, pageInfo, totalCount } = await rules({ first: 2 });
    expect(totalCount).toBe(3);
    expect(items).toEqual([
      {
        id: taskOf(1)._id,
        kind: 'N-05',
        receiver: 'POLICE',
        department: 'LABOR',
        eventId: taskOf(1).event.id,
        state: 'WAITING',
        failures: 3,
        reason: 'DEPARTMENT_UNAVAILABLE',
        nextAttemptAt: at,
      },
      expect.objectContaining({ state: 'QUARANTINED', nextAttemptAt: null }),
    ]);
    const rest = await rules({ first: 2, after: pageInfo.endCursor });
    expect([rest.items.map(({ id }) => id), rest.pageInfo.hasNextPage]).toEqual([[taskOf(3)._id], false]);
    expect((await rules({ state: 'QUARANTINED' })).totalCount).toBe(1);
    const query = '{ unreadEvents { items { id department position reason at } totalCount } }';
    expect((await trial.ask('hub', query)).data?.['unreadEvents']).toEqual({
      items: [{ id: 'commerce:feed-1:41', department: 'COMMERCE', position: 41, reason: 'BAD_CONTENT', at }],
      totalCount: 1,
    });
  });

  it('is no department’s business', async () => {
    for (const query of ['{ undecidedRules { totalCount } }', '{ unreadEvents { totalCount } }']) {
      const { errors } = await trial.ask('labor', query);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    const retry = await trial.change('labor', 'retryRules', { kind: 'N-05' });
    expect(retry.refusal).toMatch(/^FORBIDDEN/);
  });

  it('is tried again, some by id or all of a kind', async () => {
    expect(await trial.change('hub', 'retryRules', { ids: [taskOf(2)._id, 'nothing', '\0'] }, '{ count }')).toEqual({
      answer: { count: 1 },
    });
    expect((await states()).map(({ state, failures }) => [state, failures])).toEqual([
      ['WAITING', 3],
      ['WAITING', 0],
      ['WAITING', 3],
    ]);
    expect(await trial.change('hub', 'retryRules', { kind: 'N-05' }, '{ count }')).toEqual({ answer: { count: 3 } });
    expect((await states()).every(({ failures }) => failures === 0)).toBe(true);
    expect(await trial.change('hub', 'retryRules', { kind: 'N-01' }, '{ count }')).toEqual({ answer: { count: 0 } });
  });

  it.each([
    ['retryRules', {}, 'BAD_USER_INPUT input.ids IDS_OR_KIND'],
    ['retryRules', { kind: 'N-99' }, 'BAD_USER_INPUT input.kind UNKNOWN_KIND'],
    ['retryRules', { kind: '\0' }, 'BAD_USER_INPUT input.kind UNKNOWN_KIND'],
    ['rereadEvents', { ids: ['\0'] }, 'NOT_FOUND input.ids'],
    ['retryRules', { ids: ['a'], kind: 'N-05' }, 'BAD_USER_INPUT input.ids IDS_OR_KIND'],
    ['retryRules', { ids: Array<string>(501).fill('a') }, 'BAD_USER_INPUT input.ids TOO_MANY'],
    ['rereadEvents', { ids: [] }, 'BAD_USER_INPUT input.ids REQUIRED'],
    ['rereadEvents', { ids: Array<string>(101).fill('a') }, 'BAD_USER_INPUT input.ids TOO_MANY'],
    ['rereadEvents', { ids: ['commerce:feed-1:41', 'commerce:feed-1:42'] }, 'NOT_FOUND input.ids'],
  ])('%s of %j is refused', async (mutation, input, refusal) => {
    expect((await trial.change('hub', mutation, input)).refusal).toBe(refusal);
  });
});
