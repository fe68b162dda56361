import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { status } from '../../../test/webhook-receiver.js';
import type { DeliveryTrial } from './delivery.fixture.js';
import { community, police, startDeliveryTrial } from './delivery.fixture.js';

let trial: DeliveryTrial;
beforeEach(async () => {
  trial = await startDeliveryTrial();
});
afterEach(() => trial.stop());

const states = async (): Promise<readonly string[]> => (await trial.all()).map(({ state }) => state);
const idsOf = (issued: readonly { readonly _id: string }[]): string[] => issued.map(({ _id }) => _id);

describe('Redelivery', () => {
  it('by id sends again what died, was delivered or cancelled, with a schedule of its own', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    const issued = await trial.tell(3);
    await trial.worker.runDue();
    const [dead, cancelled] = await trial.all();
    const { collection } = trial.deliveries;
    await collection.updateOne({ _id: dead?._id ?? '' }, { $set: { state: 'DEAD', attempts: 10 } });
    await collection.updateOne(
      { _id: cancelled?._id ?? '' },
      { $set: { state: 'CANCELLED', cancelledReason: 'NOT_ENTITLED' } },
    );
    expect(await trial.redelivery.redeliver(police, { ids: idsOf(issued) })).toBe(3);
    const rows = await trial.all();
    expect(rows.map(({ state, attempts, claimNo }) => [state, attempts, claimNo])).toEqual(
      Array(3).fill(['DUE', 0, 2]),
    );
    expect(rows.every((row) => !('finishedAt' in row) && !('cancelledReason' in row))).toBe(true);
    await trial.worker.runDue();
    expect(await states()).toEqual(Array(3).fill('DELIVERED'));
    const [first, again] = [receiver.received.slice(0, 3), receiver.received.slice(3)];
    expect(new Set(again.map(({ body }) => body))).toEqual(new Set(first.map(({ body }) => body)));
    expect(await trial.redelivery.redeliver(police, { ids: [...idsOf(issued), ...idsOf(issued)] })).toBe(3);
  });

  it('leaves alone what is under way', async () => {
    const receiver = await trial.startReceiver(status(500));
    await trial.subscribe(receiver.url);
    const issued = await trial.tell();
    await trial.worker.runDue();
    expect(await trial.redelivery.redeliver(police, { ids: idsOf(issued) })).toBe(0);
    expect((await trial.all()).map(({ attempts }) => attempts)).toEqual([1]);
  });

  it('of a time takes all that a receiver missed, the end excluded, in pages', async () => {
    const receiver = await trial.startReceiver();
    const { id: subscriptionId } = await trial.subscribe(receiver.url);
    const since = trial.trueClock.now();
    await trial.tell(1_200);
    trial.pass(60_000);
    const until = trial.trueClock.now();
    await trial.tell(2);
    await trial.deliveries.collection.updateMany({ state: 'DUE' }, { $set: { state: 'DEAD' } });
    expect(await trial.redelivery.redeliver(police, { subscriptionId, since, until })).toBe(1_200);
    const dead = (await trial.all()).filter(({ state }) => state === 'DEAD');
    expect(dead.map(({ createdAt }) => createdAt)).toEqual([until, until]);
    expect(await trial.redelivery.redeliver(police, { subscriptionId, since, until })).toBe(0);
  });

  it('of a paused subscription waits until it is resumed', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    const issued = await trial.tell();
    await trial.worker.runDue();
    await trial.subscriptions.pause(police, id);
    expect(await trial.redelivery.redeliver(police, { ids: idsOf(issued) })).toBe(1);
    expect(await trial.worker.runDue()).toBe(0);
    expect(await states()).toEqual(['PAUSED']);
    await trial.subscriptions.resume(police, id);
    expect(await trial.worker.runDue()).toBe(1);
  });

  it('is for nobody else, and for nothing that is deleted', async () => {
    const receiver = await trial.startReceiver();
    const { id: subscriptionId } = await trial.subscribe(receiver.url);
    const ids = idsOf(await trial.tell());
    await trial.worker.runDue();
    const range = { subscriptionId, since: new Date(0), until: new Date('2100-01-01') };
    for (const request of [{ ids }, { ids: [...ids, 'nobody'] }, range]) {
      await expect(trial.redelivery.redeliver(community, request)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await trial.subscriptions.delete(police, subscriptionId);
    expect(await trial.redelivery.redeliver(police, { ids })).toBe(0);
    await expect(trial.redelivery.redeliver(police, range)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await states()).toEqual(['DELIVERED']);
  });

  it('names what is wrong with a request', async () => {
    const request = { idempotencyKey: 'i', kinds: ['N-91'], delivery: 'INBOX' } as const;
    const { subscription } = await trial.subscriptions.create(police, request);
    const range = { subscriptionId: subscription._id, since: new Date(1), until: new Date(2) };
    const refused = (asked: Parameters<typeof trial.redelivery.redeliver>[1], field: string, reason: string) =>
      expect(trial.redelivery.redeliver(police, asked)).rejects.toMatchObject({ details: { field, reason } });
    await refused({ ids: [] }, 'input.ids', 'OUT_OF_RANGE');
    await refused({ ids: Array<string>(501).fill('a') }, 'input.ids', 'OUT_OF_RANGE');
    await refused({ ids: ['{"$ne":1}'] }, 'input.ids', 'BAD_ID');
    await refused({ ...range, until: new Date(1) }, 'input.until', 'DATE_ORDER');
    await refused(range, 'input.subscriptionId', 'NO_WEBHOOK');
  });
});
