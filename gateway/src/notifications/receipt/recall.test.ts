import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryState } from '../delivery/delivery.repository.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import { trialSubscription } from '../notification/issuer.fixture.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { SubscriptionRepository } from '../subscription/subscription.repository.js';
import type { ReceiptTrial } from './receipt.fixture.js';
import { officerOf, startReceiptTrial } from './receipt.fixture.js';

const labor = officerOf('labor');
const police = officerOf('police');

describe('a bulletin that should not have been sent so', () => {
  let trial: ReceiptTrial;
  let told: NotificationDocument;
  beforeEach(async () => {
    trial = await startReceiptTrial();
    const subscriptions = new SubscriptionRepository(trial.store).collection;
    await subscriptions.insertMany([
      trialSubscription('s-1', 'police', { delivery: 'WEBHOOK', url: 'http://127.0.0.1:9/' }),
      trialSubscription('s-2', 'police'),
      trialSubscription('s-3', 'police', { state: 'PAUSED' }),
      trialSubscription('s-4', 'police', { delivery: 'WEBHOOK', url: 'http://127.0.0.1:9/' }),
    ]);
    told = await trial.tell();
    trial.clock.set('2026-11-23T09:00:00+08:00');
  });
  afterEach(() => trial.stop());

  const deliveriesOf = async (id: string) =>
    new DeliveryRepository(trial.store).collection.find({ notificationId: id }, { sort: { _id: 1 } }).toArray();
  const setState = (subscription: string, state: DeliveryState) =>
    new DeliveryRepository(trial.store).collection.updateOne(
      { _id: `${told._id}.${subscription}` },
      { $set: { state } },
    );

  it('is recalled by the next number, which says nothing but that', async () => {
    const recalled = { id: told._id, reason: 'WRONG_RECEIVER', note: '发错部门' } as const;
    const successor = await trial.recalls.recall(labor, recalled);
    expect(successor).toMatchObject({
      number: 'N-91/labor-police/2026/000002',
      previousNumber: told.number,
      recalls: told.number,
      to: 'police',
      state: 'OPEN',
      data: {},
    });
    expect(successor).not.toHaveProperty('feedbackDue');
    const original = await trial.read(told._id);
    expect(original).toMatchObject({ state: 'RECALLED', replacedBy: successor._id, closedAt: trial.clock.now() });
    expect(original).not.toHaveProperty('nextStepAt');
    expect(original.history.at(-1)).toEqual({
      at: trial.clock.now(),
      what: 'RECALLED',
      by: 'labor-system officer-7',
      reason: 'WRONG_RECEIVER',
      note: '发错部门',
    });
  });

  it('is corrected by the next number, which says it right and asks for an answer anew', async () => {
    const successor = await trial.recalls.correct(labor, { id: told._id, data: { place: '330921201', people: 12 } });
    expect(successor).toMatchObject({
      number: 'N-91/labor-police/2026/000002',
      corrects: told.number,
      data: { place: '330921201', people: 12 },
      feedbackDue: new Date('2026-12-01T00:00:00+08:00'),
    });
    expect(await trial.read(told._id)).toMatchObject({ state: 'CORRECTED', replacedBy: successor._id });
    // A correction may itself be wrong
    const second = await trial.recalls.correct(labor, { id: successor._id, data: { place: '330921202' } });
    expect(second).toMatchObject({ number: 'N-91/labor-police/2026/000003', corrects: successor.number });
  });

  it('suppresses small numbers in a correction, too', async () => {
    const successor = await trial.recalls.correct(labor, { id: told._id, data: { place: '330921201', people: 3 } });
    expect(successor.data).toEqual({ place: '330921201', people: '<10' });
  });

  it('is delivered no more where it has not been, and the attempt that runs comes to nothing', async () => {
    await setState('s-4', 'DELIVERED');
    const before = await deliveriesOf(told._id);
    await trial.recalls.recall(labor, { id: told._id, reason: 'NO_LONGER_TRUE' });
    const after = await deliveriesOf(told._id);
    expect(after.map(({ subscriptionId, state }) => [subscriptionId, state])).toEqual([
      ['s-1', 'CANCELLED'],
      ['s-2', 'CANCELLED'],
      ['s-3', 'CANCELLED'],
      ['s-4', 'DELIVERED'],
    ]);
    for (const [index, { state, claimNo, cancelledReason, finishedAt }] of after.entries()) {
      if (state !== 'CANCELLED') continue;
      expect(claimNo).toBe((before[index]?.claimNo ?? 0) + 1);
      expect([cancelledReason, finishedAt]).toEqual(['RECALLED', trial.trueClock.now()]);
    }
  });

  it('can be taken back after it was answered: who acted on it has to know', async () => {
    const { closedAt } = await trial.receipts.giveFeedback(police, { id: told._id, outcome: 'DONE' });
    trial.clock.set('2026-11-24T09:00:00+08:00');
    const successor = await trial.recalls.recall(labor, { id: told._id, reason: 'ISSUED_IN_ERROR' });
    expect(await trial.read(told._id)).toMatchObject({ state: 'RECALLED', closedAt, replacedBy: successor._id });
  });

  it('is replaced once, also by two at the same time', async () => {
    const both = await Promise.allSettled([
      trial.recalls.recall(labor, { id: told._id, reason: 'ISSUED_IN_ERROR' }),
      trial.recalls.correct(labor, { id: told._id, data: { place: '330921201' } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { state } = await trial.read(told._id);
    await expect(trial.recalls.recall(labor, { id: told._id, reason: 'ISSUED_IN_ERROR' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.id', reason: state },
    });
    expect(await trial.inboxOf('police')).toHaveLength(2);
  });

  it('is not a recall, nor a notice of the hub', async () => {
    const successor = await trial.recalls.recall(labor, { id: told._id, reason: 'ISSUED_IN_ERROR' });
    await expect(trial.recalls.recall(labor, { id: successor._id, reason: 'ISSUED_IN_ERROR' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'NOT_RECALLABLE' },
    });
    const other = await trial.tell('event-9');
    trial.clock.set('2026-11-30T09:00:00+08:00');
    await trial.createLadder().runDue();
    const escalated = (await trial.inboxOf('police')).find(({ kind }) => kind === 'E-01');
    expect(escalated?.data).toMatchObject({ notificationId: expect.any(String) as string });
    await expect(
      trial.recalls.recall(officerOf('hub'), { id: escalated?._id ?? '', reason: 'ISSUED_IN_ERROR' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'NOT_RECALLABLE' } });
    expect((await trial.read(other._id)).state).toBe('OPEN');
  });

  it('is taken back by its sender alone: to anybody else it is one that nobody sent', async () => {
    for (const department of ['police', 'education', 'hub'] as const) {
      const caller = officerOf(department);
      const refused = { code: 'NOT_FOUND', details: { field: 'input.id' } };
      await expect(trial.recalls.recall(caller, { id: told._id, reason: 'ISSUED_IN_ERROR' })).rejects.toMatchObject(
        refused,
      );
      await expect(trial.recalls.correct(caller, { id: told._id, data: { place: '330921201' } })).rejects.toMatchObject(
        refused,
      );
    }
    expect((await trial.read(told._id)).state).toBe('OPEN');
  });

  it.each([
    ['a name that the kind does not have', { place: '330921201', phone: '13800138000' }],
    ['a value of another kind', { place: '张三' }],
    ['too little', { people: 20 }],
  ])('is not corrected with %s, and the refusal repeats nothing of it', async (_what, data) => {
    const refusal: unknown = await trial.recalls
      .correct(labor, { id: told._id, data })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'input.data must hold what N-91 carries: place (regionCode), people (count?)',
      details: { field: 'input.data', reason: 'BAD_CONTENT' },
    });
    expect((await trial.read(told._id)).state).toBe('OPEN');
    expect(await trial.inboxOf('police')).toHaveLength(1);
  });

  it('is not recalled with a note that names somebody', async () => {
    const named = { id: told._id, reason: 'WRONG_RECEIVER', note: '当事人：张三' } as const;
    await expect(trial.recalls.recall(labor, named)).rejects.toMatchObject({
      details: { field: 'input.note', reason: 'PERSONAL_DATA' },
    });
  });
});
