import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../test/webhook-receiver.js';
import { status } from '../../../test/webhook-receiver.js';
import type { DeliveryTrial } from './delivery.fixture.js';
import { community, police, startDeliveryTrial } from './delivery.fixture.js';
import type { DeliveryDocument } from './delivery.repository.js';
import { retryDelaysMs } from './retry-schedule.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let trial: DeliveryTrial;
beforeEach(async () => {
  trial = await startDeliveryTrial();
});
afterEach(() => trial.stop());

async function only(): Promise<DeliveryDocument> {
  const [delivery, ...others] = await trial.all();
  if (delivery === undefined || others.length > 0) throw new Error('There is not one delivery');
  return delivery;
}

const outcomes = ({ history }: DeliveryDocument): readonly string[] => history.map(({ outcome }) => outcome);

/** Until the next attempt is due. */
async function passToNext(): Promise<void> {
  const { nextAttemptAt } = await only();
  trial.pass(nextAttemptAt.getTime() - trial.trueClock.now().getTime());
}

/** Bulletins of this kind and receiver that the hub issued itself. */
const told = (kind: string, to: string) => trial.notifications.collection.find({ kind, to }).toArray();

describe('A webhook', () => {
  it('verifies with a library of Standard Webhooks, and holds the signed bulletin in a CloudEvent', async () => {
    trial.trueClock.set(new Date().toISOString());
    const receiver = await trial.startReceiver();
    const { secret } = await trial.subscribe(receiver.url);
    const [notification] = await trial.tell();
    expect(await trial.worker.runDue()).toBe(1);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const event = new Webhook(secret).verify(body, headers as Record<string, string>) as Record<string, unknown>;
    expect(headers['content-type']).toMatch(/^application\/cloudevents\+json/);
    expect(headers['webhook-id']).toBe(notification?._id);
    expect(event).toEqual({
      specversion: '1.0',
      id: notification?._id,
      source: 'https://hub.example/notifications',
      type: 'hub.notification.N-91',
      subject: notification?.number,
      time: notification?.issuedAt.toISOString(),
      datacontenttype: 'application/json',
      data: expect.objectContaining({
        number: notification?.number,
        to: 'police',
        data: { place: '999901' },
      }) as unknown,
      signature: notification?.signature,
    });
    expect(await only()).toMatchObject({ state: 'DELIVERED', attempts: 1, claimNo: 1 });
  });

  it('has the same bytes on every attempt, and the true time of each', async () => {
    const receiver = await trial.startReceiver(status(500));
    await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.worker.runDue();
    await passToNext();
    receiver.answer = status(200);
    await trial.worker.runDue();
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(Number(second?.headers['webhook-timestamp'])).toBe(Number(first?.headers['webhook-timestamp']) + 5);
  });
});

describe('A receiver that is down', () => {
  it('is tried on the schedule and never earlier; after 75 hours the delivery is dead, with an alarm', async () => {
    const receiver = await trial.startReceiver(status(500));
    const { id } = await trial.subscribe(receiver.url);
    const [notification] = await trial.tell();
    for (const delay of retryDelaysMs) {
      trial.pass(Math.max(0, delay - 1));
      if (delay > 0) expect(await trial.worker.runDue()).toBe(0);
      trial.pass(1);
      expect(await trial.worker.runDue()).toBe(1);
    }
    const delivery = await only();
    expect(delivery).toMatchObject({ state: 'DEAD', attempts: 10 });
    expect(outcomes(delivery)).toEqual(Array(10).fill('HTTP_ERROR'));
    for (const to of ['police', 'hub']) {
      const data = { subscriptionId: id, notificationId: notification?._id, kind: 'N-91', receiver: 'POLICE' };
      expect(await told('S-02', to)).toMatchObject([{ data }]);
    }
    trial.pass(day);
    expect(await trial.worker.runDue()).toBe(0);
  });

  it('for six hours misses nothing', async () => {
    const receiver = await trial.startReceiver(status(500));
    await trial.subscribe(receiver.url);
    const issued = await trial.tell(20);
    for (let half = 0; half < 12; half++) {
      await trial.worker.runDue();
      trial.pass(hour / 2);
    }
    receiver.answer = status(200);
    const before = receiver.received.length;
    trial.pass(6 * hour);
    await trial.worker.runDue();
    const ids = receiver.received.slice(before).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set(issued.map(({ _id }) => _id)));
    expect((await trial.all()).every(({ state }) => state === 'DELIVERED')).toBe(true);
  });

  it('for five days is not tried any more; its owner is told in the inbox, and misses nothing when it resumes', async () => {
    const receiver = await trial.startReceiver(status(500));
    const { id } = await trial.subscribe(receiver.url);
    for (let days = 0; days <= 5; days++) {
      await trial.tell();
      await trial.worker.runDue();
      trial.pass(day);
    }
    const subscription = await trial.subscriptionRows.collection.findOne({ _id: id });
    expect(subscription).toMatchObject({ state: 'DISABLED', disabledReason: 'FIVE_DAYS_OF_FAILURES' });
    for (const to of ['police', 'hub']) {
      const data = { subscriptionId: id, reason: 'FIVE_DAYS_OF_FAILURES', receiver: 'POLICE' };
      expect(await told('S-03', to)).toMatchObject([{ data }]);
    }
    const before = receiver.received.length;
    const late = await trial.tell(2);
    trial.pass(day);
    expect(await trial.worker.runDue()).toBe(0);
    expect(receiver.received).toHaveLength(before);

    receiver.answer = status(200);
    const { backlog } = await trial.subscriptions.resume(police, id);
    expect(backlog).toBeGreaterThan(late.length);
    await trial.worker.runDue();
    const states = (await trial.all()).filter(({ kind }) => kind === 'N-91').map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['DELIVERED']));
  });

  it('now and then is not disabled', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    for (let half = 0; half < 16; half++) {
      receiver.answer = status(half % 2 === 0 ? 500 : 200);
      await trial.tell();
      await trial.worker.runDue();
      trial.pass(day / 2);
    }
    expect(await trial.subscriptionRows.collection.findOne({ _id: id })).toMatchObject({ state: 'ACTIVE' });
  });

  it('delays nobody else, hang as it may', async () => {
    const hanging: ((value: unknown) => void)[] = [];
    const hang: Answer = (response) => void hanging.push(() => response.end());
    const slow = await trial.startReceiver(hang);
    const quick = await trial.startReceiver();
    for (let copies = 0; copies < 24; copies++) await trial.subscribe(slow.url, copies % 2 === 0 ? police : community);
    await trial.subscribe(quick.url, community);
    await trial.tell(20, 'community');
    await trial.tell(20, 'police');
    await trial.worker.start();
    await quick.hasReceived(20);
    expect(slow.received.length).toBeLessThan(128);
    slow.answer = status(204);
    for (const end of hanging.splice(0)) end(undefined);
  });
});

describe('What a receiver asks for', () => {
  it.each([
    ['1', 5_000],
    ['60', minute],
    [String(366 * 86_400), day],
    ['Fri, 20 Nov 2026 03:00:00 GMT', hour],
    ['soon', 5_000],
    ['-5', 5_000],
  ])('after 429 with Retry-After %s nothing is sent for %d ms', async (header, ms) => {
    const receiver = await trial.startReceiver(status(429, { 'retry-after': header }));
    await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.worker.runDue();
    await trial.tell();
    trial.pass(ms - 1);
    await trial.worker.runDue();
    // The second was due at once, and is sent only where the receiver did not say for how long
    expect(receiver.received).toHaveLength(ms === 5_000 ? 2 : 1);
    receiver.answer = status(200);
    trial.pass(1);
    await trial.worker.runDue();
    trial.pass(5_000);
    await trial.worker.runDue();
    expect((await trial.all()).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
  });

  it('by 410 is to be left alone, until its owner resumes: then everything that came meanwhile goes out, oldest first', async () => {
    const receiver = await trial.startReceiver(status(410));
    const { id } = await trial.subscribe(receiver.url);
    const first = await trial.tell();
    await trial.worker.runDue();
    expect(await trial.subscriptionRows.collection.findOne({ _id: id })).toMatchObject({
      state: 'DISABLED',
      disabledReason: 'GONE',
    });
    expect(await told('S-03', 'police')).toHaveLength(1);
    const meanwhile = await trial.tell(3);
    trial.pass(2 * day);
    expect(await trial.worker.runDue()).toBe(0);
    receiver.answer = status(200);
    const { backlog, subscription } = await trial.subscriptions.resume(police, id);
    expect(backlog).toBe(4);
    expect(subscription).toMatchObject({ state: 'ACTIVE' });
    expect(subscription).not.toHaveProperty('disabledReason');
    await trial.worker.runDue();
    const sent = receiver.received.slice(1).map(({ headers }) => headers['webhook-id']);
    expect(sent.slice(0, 1)).toEqual(first.map(({ _id }) => _id));
    expect(new Set(sent)).toEqual(new Set([...first, ...meanwhile].map(({ _id }) => _id)));
  });
});

describe('Before each attempt it is asked again', () => {
  const cancelled = async (): Promise<unknown> => (await only()).cancelledReason;

  it('whether the client is still registered, and of that department', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    await trial.tell(500);
    await trial.clients.replaceAll([]);
    expect(await trial.worker.runDue()).toBe(0);
    expect(receiver.received).toEqual([]);
    const reasons = (await trial.all()).map(({ state, cancelledReason }) => `${state} ${cancelledReason ?? ''}`);
    expect(new Set(reasons)).toEqual(new Set(['CANCELLED CLIENT_INACTIVE']));
  });

  it('whether the department may still receive the kind', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.createWorker({ kinds: [] }).runDue();
    expect(await cancelled()).toBe('NOT_ENTITLED');
    expect(receiver.received).toEqual([]);
  });

  it('whether the bulletin still stands, has its content, and is to this department', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    const [recalled, emptied] = await trial.tell(2);
    const [foreign] = await trial.tell(1, 'community');
    const { collection } = trial.notifications;
    await collection.updateOne({ _id: recalled?._id ?? '' }, { $set: { state: 'RECALLED' } });
    await collection.updateOne({ _id: emptied?._id ?? '' }, { $unset: { data: '' } });
    const [sample] = await trial.all();
    if (sample === undefined || foreign === undefined) throw new Error('Nothing was issued');
    const smuggled = { ...sample, _id: `${foreign._id}.${id}`, notificationId: foreign._id };
    await trial.deliveries.collection.insertOne(smuggled);
    expect(await trial.worker.runDue()).toBe(0);
    const reasons = (await trial.all()).map(({ cancelledReason }) => cancelledReason);
    expect(new Set(reasons)).toEqual(new Set(['RECALLED', 'CONTENT_REMOVED', 'NOT_ENTITLED']));
    expect(receiver.received).toEqual([]);
  });

  it('whether the subscription is still there', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    await trial.tell();
    await trial.subscriptionRows.collection.deleteOne({ _id: id });
    expect(await trial.worker.runDue()).toBe(0);
    expect(await cancelled()).toBe('SUBSCRIPTION_DELETED');
  });
});

describe('A poisoned delivery', () => {
  it('is put aside alone, with an alarm, when its notification is missing or too large', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    const [missing, large, ...good] = await trial.tell(5);
    const { collection } = trial.notifications;
    await collection.deleteOne({ _id: missing?._id ?? '' });
    await collection.updateOne({ _id: large?._id ?? '' }, { $set: { legalBasis: '文'.repeat(20_000) } });
    await trial.worker.runDue();
    const dead = (await trial.all()).filter(({ state }) => state === 'DEAD');
    expect(new Set(dead.map(({ notificationId }) => notificationId))).toEqual(new Set([missing?._id, large?._id]));
    expect(dead.map(outcomes)).toEqual([['POISONED'], ['POISONED']]);
    const sent = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(sent)).toEqual(new Set(good.map(({ _id }) => _id)));
    expect(sent).toHaveLength(3);
    expect(await told('S-02', 'hub')).toHaveLength(1);
  });

  it('waits on the schedule when the secret of its subscription cannot be opened', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    const cipher = trial.sealer.seal(new Uint8Array(32), 'another');
    const secrets = [{ cipher, createdAt: trial.trueClock.now() }];
    await trial.subscriptionRows.collection.updateOne({ _id: id }, { $set: { secrets } });
    await trial.tell();
    await trial.worker.runDue();
    const delivery = await only();
    expect(delivery.state).toBe('DUE');
    expect(outcomes(delivery)).toEqual(['SECRET_UNREADABLE']);
    expect(receiver.received).toEqual([]);
  });
});

describe('Several processes', () => {
  it('deliver each bulletin once', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    await trial.tell(100);
    const workers = [trial.worker, trial.createWorker(), trial.createWorker()];
    await Promise.all(workers.map((worker) => worker.runDue()));
    expect(receiver.received).toHaveLength(100);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(100);
  });

  it('see to what one of them claimed and did not finish, when its lease ends', async () => {
    const receiver = await trial.startReceiver();
    const { id } = await trial.subscribe(receiver.url);
    await trial.tell();
    const lost = await trial.deliveries.claim(id, trial.trueClock.now());
    trial.pass(29_999);
    expect(await trial.worker.runDue()).toBe(0);
    trial.pass(1);
    expect(await trial.worker.runDue()).toBe(1);
    expect(await only()).toMatchObject({ state: 'DELIVERED', claimNo: 2 });
    if (lost === null) throw new Error('Nothing was due');
    const late = { attempt: 1, at: trial.trueClock.now(), outcome: 'TIMEOUT' };
    expect(await trial.deliveries.retry(lost, late, trial.trueClock.now())).toBe(false);
    expect(await only()).toMatchObject({ state: 'DELIVERED', claimNo: 2 });
  });
});

describe('Stopping', () => {
  it('lets finish what runs, and claims nothing more', async () => {
    const answers: (() => void)[] = [];
    const receiver = await trial.startReceiver((response) => void answers.push(() => response.writeHead(200).end()));
    await trial.subscribe(receiver.url);
    await trial.tell(20);
    await trial.worker.start();
    await receiver.hasReceived(16);
    const stopped = trial.worker.stop();
    for (const answer of answers.splice(0)) answer();
    await stopped;
    const states = (await trial.all()).map(({ state }) => state);
    expect(states.filter((state) => state === 'DELIVERED')).toHaveLength(16);
    expect(receiver.received).toHaveLength(16);
  });

  it('gives back, due at once, what does not finish in time', async () => {
    const receiver = await trial.startReceiver(() => undefined);
    await trial.subscribe(receiver.url);
    await trial.tell(3);
    const worker = trial.createWorker({ graceMs: 1 });
    await worker.start();
    await receiver.hasReceived(3);
    await worker.stop();
    expect((await trial.all()).map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['DUE', 0]));
    receiver.answer = status(204);
    expect(await trial.worker.runDue()).toBe(3);
    expect((await trial.all()).map(({ claimNo }) => claimNo)).toEqual([2, 2, 2]);
  });

  it('may come before the start, twice, and be followed by another start', async () => {
    const receiver = await trial.startReceiver();
    await trial.subscribe(receiver.url);
    await trial.worker.stop();
    await trial.worker.start();
    await Promise.all([trial.worker.stop(), trial.worker.stop()]);
    await trial.tell();
    await trial.worker.start();
    await receiver.hasReceived(1);
    await trial.worker.stop();
    expect(await only()).toMatchObject({ state: 'DELIVERED' });
  });
});
