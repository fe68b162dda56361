import type { Caller } from '@hub/domain';
import { idempotencyCollection } from '@hub/subgraph';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { status } from '../../../test/webhook-receiver.js';
import type { DeliveryTrial } from '../delivery/delivery.fixture.js';
import { community, police, startDeliveryTrial } from '../delivery/delivery.fixture.js';

const day = 86_400_000;
const hook = { idempotencyKey: 'k', kinds: ['N-91'], delivery: 'WEBHOOK', url: 'http://127.0.0.1:8999/hub' } as const;

let trial: DeliveryTrial;
beforeEach(async () => {
  trial = await startDeliveryTrial();
});
afterEach(() => trial.stop());

const states = async (): Promise<readonly string[]> => (await trial.all()).map(({ state }) => state);

describe('A subscription', () => {
  it('is made once for a key; the secret is answered again, and stored nowhere as it is', async () => {
    const first = await trial.subscriptions.create(police, hook);
    const again = await trial.subscriptions.create(police, hook);
    expect(first.secret).toMatch(/^whsec_/);
    expect(again).toEqual(first);
    expect(await trial.subscriptions.list(police)).toEqual([first.subscription]);
    const kept = JSON.stringify([
      await trial.subscriptionRows.collection.find({}).toArray(),
      await trial.store.collection(idempotencyCollection).find({}).toArray(),
    ]);
    expect(kept).not.toContain(first.secret?.slice('whsec_'.length));
    const other = trial.subscriptions.create(police, { ...hook, kinds: ['N-05'] });
    await expect(other).rejects.toMatchObject({ details: { reason: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('has its secret answered again only while that secret signs', async () => {
    const { subscription, secret } = await trial.subscriptions.create(police, hook);
    await trial.subscriptions.rotateSecret(police, subscription._id);
    expect((await trial.subscriptions.create(police, hook)).secret).toBe(secret);
    trial.pass(day);
    expect(await trial.subscriptions.create(police, hook)).toEqual({ subscription });
  });

  it('has no secret when it is an inbox', async () => {
    const made = await trial.subscriptions.create(police, { idempotencyKey: 'i', kinds: ['N-91'], delivery: 'INBOX' });
    expect(made).not.toHaveProperty('secret');
    expect(made.subscription.secrets).toEqual([]);
    const { _id } = made.subscription;
    await expect(trial.subscriptions.rotateSecret(police, _id)).rejects.toMatchObject({
      details: { reason: 'NO_SECRET' },
    });
  });

  it.each([
    [{ kinds: [] }, 'input.kinds', 'EMPTY'],
    [{ kinds: ['N-99'] }, 'input.kinds', 'UNKNOWN_KIND'],
    [{ kinds: ['n-91'] }, 'input.kinds', 'UNKNOWN_KIND'],
    [{ kinds: ['N-91', 'N-91'] }, 'input.kinds', 'DUPLICATE_KIND'],
    [{ kinds: ['N-91', 'N-12'] }, 'input.kinds', 'KIND_NOT_RECEIVABLE'],
    [{ url: undefined }, 'input.url', 'URL_MISSING'],
    [{ delivery: 'INBOX' }, 'input.url', 'URL_SUPERFLUOUS'],
    [{ url: 'http://10.0.0.1/' }, 'input.url', 'ADDRESS_NOT_ALLOWED'],
    [{ url: 'http://u:p@127.0.0.1:8080/' }, 'input.url', 'URL_CREDENTIALS'],
    [{ url: 'http://127.0.0.1:8080/#x' }, 'input.url', 'URL_FRAGMENT'],
    [{ url: 'file:///etc/passwd' }, 'input.url', 'BAD_SCHEME'],
  ])('is refused for %j: %s, %s', async (changed, field, reason) => {
    const { url, ...request } = { ...hook, ...changed } as { url?: string } & Omit<typeof hook, 'url'>;
    const asked = { ...request, ...(url !== undefined && { url }) };
    await expect(trial.subscriptions.create(police, asked)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field, reason },
    });
    expect(await trial.subscriptions.list(police)).toEqual([]);
  });

  it('is one of twenty at most, deleted ones aside, also of two that come at once', async () => {
    const make = (key: number) => trial.subscriptions.create(police, { ...hook, idempotencyKey: String(key) });
    for (let key = 0; key < 19; key++) await make(key);
    const both = await Promise.allSettled([make(19), make(20)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(make(21)).rejects.toMatchObject({ details: { reason: 'TOO_MANY_SUBSCRIPTIONS' } });
    const [first] = await trial.subscriptions.list(police);
    await trial.subscriptions.delete(police, first?._id ?? '');
    await make(22);
    expect(await trial.subscriptions.list(police)).toHaveLength(20);
    await trial.subscriptions.create(community, hook);
  });

  it('is nobody else’s', async () => {
    const { id } = await trial.subscribe(hook.url);
    expect(await trial.subscriptions.list(community)).toEqual([]);
    for (const act of ['rotateSecret', 'pause', 'resume', 'delete', 'sendTest'] as const) {
      const refused = (caller: Caller, asked: string) =>
        expect(trial.subscriptions[act](caller, asked)).rejects.toMatchObject({
          code: 'NOT_FOUND',
          details: { field: 'input.id' },
        });
      await refused(community, id);
      await refused(police, 'nobody');
    }
    await expect(trial.subscriptions.pause(police, '{"$ne":1}')).rejects.toMatchObject({
      details: { field: 'input.id' },
    });
  });
});

describe('A secret that is replaced', () => {
  const verifies = (secret: string, { headers, body }: { headers: object; body: string }): boolean => {
    try {
      new Webhook(secret).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };

  it('signs beside the new one for a day, and no longer, also for what is retried', async () => {
    trial.trueClock.set(new Date().toISOString());
    const receiver = await trial.startReceiver(status(500));
    const { id, secret: old = '' } = await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.worker.runDue();
    const { secret: current = '' } = await trial.subscriptions.rotateSecret(police, id);
    trial.pass(5_000);
    await trial.worker.runDue();
    const [before, during] = receiver.received;
    if (before === undefined || during === undefined) throw new Error('Two attempts were to be made');
    expect([verifies(old, before), verifies(current, before)]).toEqual([true, false]);
    expect([verifies(old, during), verifies(current, during)]).toEqual([true, true]);
    expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2);

    receiver.answer = status(200);
    trial.pass(day);
    await trial.worker.runDue();
    const after = receiver.received.at(-1);
    expect(String(after?.headers['webhook-signature']).split(' ')).toHaveLength(1);
    trial.trueClock.set(new Date().toISOString());
  });

  it('may be replaced again when an answer was lost, but not without end', async () => {
    const { id } = await trial.subscribe(hook.url);
    await trial.subscriptions.rotateSecret(police, id);
    const { subscription } = await trial.subscriptions.rotateSecret(police, id);
    expect(subscription.secrets).toHaveLength(3);
    await expect(trial.subscriptions.rotateSecret(police, id)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'TOO_MANY_ROTATIONS' },
    });
    trial.pass(day);
    expect((await trial.subscriptions.rotateSecret(police, id)).subscription.secrets).toHaveLength(2);
  });
});

describe('A pause', () => {
  it('holds back what is due and what comes; resuming shows how much and sends it, oldest first', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    const issued = [...(await trial.tell())];
    expect(await trial.subscriptions.pause(police, id)).toMatchObject({ state: 'PAUSED' });
    expect(await trial.subscriptions.pause(police, id)).toMatchObject({ state: 'PAUSED' });
    for (let left = 3; left > 0; left--) issued.push(...(await trial.tell()));
    trial.pass(day);
    expect(await trial.worker.runDue()).toBe(0);
    expect(new Set(await states())).toEqual(new Set(['PAUSED']));
    expect(await trial.subscriptions.resume(police, id)).toMatchObject({
      backlog: 4,
      subscription: { state: 'ACTIVE' },
    });
    const due = await trial.deliveries.collection
      .find({ state: 'DUE' }, { sort: { nextAttemptAt: 1, _id: 1 } })
      .toArray();
    expect(due.map(({ notificationId }) => notificationId)).toEqual(issued.map(({ _id }) => _id));
    await trial.worker.runDue();
    expect(receiver.received).toHaveLength(4);
  });

  it('does not stop an attempt that runs, and keeps its result', async () => {
    const answers: ((code: number) => void)[] = [];
    const receiver = await trial.startReceiver(
      (response) => void answers.push((code) => response.writeHead(code).end()),
    );
    const { id } = await trial.subscribe(receiver.url);
    await trial.tell(2);
    const run = trial.worker.runDue();
    await receiver.hasReceived(2);
    await trial.subscriptions.pause(police, id);
    answers[0]?.(200);
    answers[1]?.(500);
    await run;
    const rows = await trial.all();
    expect(rows.map(({ state, attempts }) => `${state} ${String(attempts)}`).sort()).toEqual([
      'DELIVERED 1',
      'PAUSED 1',
    ]);
    await trial.subscriptions.resume(police, id);
    receiver.answer = status(200);
    trial.pass(30_000);
    expect(await trial.worker.runDue()).toBe(1);
  });

  it('of an inbox holds back what it gets, and gives it out afterwards', async () => {
    const request = { idempotencyKey: 'i', kinds: ['N-91'], delivery: 'INBOX' } as const;
    const { subscription } = await trial.subscriptions.create(police, request);
    await trial.subscriptions.pause(police, subscription._id);
    await trial.tell();
    expect(await states()).toEqual(['PAUSED']);
    await trial.subscriptions.resume(police, subscription._id);
    expect(await states()).toEqual(['HELD']);
  });

  it('is refused where the hub has disabled already', async () => {
    const receiver = await trial.startReceiver(status(410));
    const { id } = await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.worker.runDue();
    await expect(trial.subscriptions.pause(police, id)).rejects.toMatchObject({
      details: { reason: 'SUBSCRIPTION_DISABLED' },
    });
    await expect(trial.subscriptions.sendTest(police, id)).rejects.toMatchObject({
      details: { reason: 'SUBSCRIPTION_NOT_ACTIVE' },
    });
  });
});

describe('Deleting', () => {
  it('cancels what is due, held back or in an inbox, and keeps what was delivered', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.worker.runDue();
    await trial.tell(1_200);
    expect(await trial.subscriptions.delete(police, id)).toMatchObject({ state: 'DELETED', secrets: [] });
    expect(await trial.worker.runDue()).toBe(0);
    const rows = await trial.all();
    expect(rows.filter(({ state }) => state === 'DELIVERED')).toHaveLength(1);
    const cancelled = rows.filter(({ state }) => state === 'CANCELLED');
    expect(cancelled).toHaveLength(1_200);
    expect(new Set(cancelled.map(({ cancelledReason }) => cancelledReason))).toEqual(new Set(['SUBSCRIPTION_DELETED']));
    expect(receiver.received).toHaveLength(1);
    trial.pass(61_000);
    await trial.worker.runDue();
    expect(await trial.subscriptionRows.listClosing()).toEqual([]);
  });
});

describe('A test notification', () => {
  it('goes to that subscription alone, signed and numbered like any other', async () => {
    const [receiver, other] = [await trial.startReceiver(), await trial.startReceiver()];
    const { id } = await trial.subscribe(receiver.url);
    await trial.subscribe(other.url);
    const test = await trial.subscriptions.sendTest(police, id);
    expect(test).toMatchObject({ kind: 'S-01', to: 'police', data: { subscriptionId: id } });
    await trial.worker.runDue();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([test._id]);
    expect(other.received).toEqual([]);
  });
});
