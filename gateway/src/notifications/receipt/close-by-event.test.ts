import type { Content } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineKind } from '../kind/define-kind.js';
import type { ReceiptTrial } from './receipt.fixture.js';
import { officerOf, startReceiptTrial, trialNotice } from './receipt.fixture.js';

const personId = 'p'.padEnd(33, '0');
const otherId = 'p'.padEnd(33, '1');

describe('an event that answers a bulletin', () => {
  let trial: ReceiptTrial;
  beforeEach(async () => {
    trial = await startReceiptTrial();
  });
  afterEach(() => trial.stop());

  const tell = async (sourceId: string, about = personId): Promise<string> => {
    const [told] = await trial.issue({ kind: trialNotice, to: 'police', sourceId, data: { personId: about } });
    return told?._id ?? '';
  };
  const happen = (...events: { readonly id: string; readonly type: string; readonly data: Content }[]) =>
    trial.store.withTransaction((session) => trial.closing.close(events, session));
  const registered = { id: 'e-1', type: 'police.residence.registered', data: { personId, regionCode: '330921200200' } };

  it('closes it as done, and the history says by which event', async () => {
    const [mine, other] = [await tell('a'), await tell('b', otherId)];
    trial.clock.set('2026-11-24T09:00:00+08:00');
    await happen(registered);
    const at = trial.clock.now();
    const closed = await trial.read(mine);
    expect(closed).toMatchObject({ state: 'CLOSED', feedback: { outcome: 'DONE', at }, closedAt: at });
    expect(closed.history.at(-1)).toEqual({ at, what: 'ANSWERED_BY_EVENT', by: 'police.residence.registered e-1' });
    expect(closed).not.toHaveProperty('nextStepAt');
    expect(closed).not.toHaveProperty('subjectKey');
    expect((await trial.read(other)).state).toBe('OPEN');
  });

  it('closes all that it answers, also what was acknowledged, and once', async () => {
    const [first, second] = [await tell('a'), await tell('b')];
    await trial.receipts.acknowledge(officerOf('police'), second);
    await happen(registered, { ...registered, id: 'e-2' });
    await happen({ ...registered, id: 'e-3' });
    for (const id of [first, second]) {
      const { state, history } = await trial.read(id);
      expect(state).toBe('CLOSED');
      expect(history.filter(({ what }) => what === 'ANSWERED_BY_EVENT')).toHaveLength(1);
    }
  });

  it('leaves alone what was answered or taken back before', async () => {
    const [answered, recalled] = [await tell('a'), await tell('b')];
    const feedback = { id: answered, outcome: 'REJECTED', note: '不在本辖区' } as const;
    await trial.receipts.giveFeedback(officerOf('police'), feedback);
    await trial.recalls.recall(officerOf('labor'), { id: recalled, reason: 'ISSUED_IN_ERROR' });
    await happen(registered);
    expect((await trial.read(answered)).feedback?.outcome).toBe('REJECTED');
    expect((await trial.read(recalled)).state).toBe('RECALLED');
  });

  it('is another event when its type or a value differs', async () => {
    const id = await tell('a');
    await happen(
      { ...registered, type: 'police.residence.moved' },
      { ...registered, data: { personId: otherId } },
      { ...registered, data: {} },
    );
    expect((await trial.read(id)).state).toBe('OPEN');
  });

  it('is matched by names that the bulletin has', () => {
    const closedBy = (match: string[]) => () =>
      defineKind({ ...trialNotice, closedBy: { event: 'police.residence.registered', match } });
    expect(closedBy(['stationCode'])).toThrow(/stationCode/);
    expect(closedBy([])).toThrow(/must match/);
  });
});
