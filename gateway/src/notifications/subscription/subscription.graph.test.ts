import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphTrial } from '../graph.fixture.js';
import { startGraphTrial } from '../graph.fixture.js';

const url = 'http://127.0.0.1:4999/bulletins';
const nobodys = '01890000-0000-7000-8000-000000000000';
const whole =
  '{ subscription { id state kinds delivery url disabledReason failingSince } secret backlog { policy count } }';

describe('a subscription in the graph', () => {
  let trial: GraphTrial;
  beforeEach(async () => {
    trial = await startGraphTrial();
  });
  afterEach(() => trial.stop());

  const webhook = { kinds: ['N-91'], delivery: 'WEBHOOK', url };
  const create = (department: 'police' | 'hub' | 'labor', given: object, idempotencyKey = 'key-1') =>
    trial.change(department, 'createSubscription', { idempotencyKey, ...given }, whole);
  const idOf = ({ answer }: Awaited<ReturnType<typeof create>>): string =>
    (answer?.['subscription'] as { readonly id: string }).id;
  const list = async (department: 'police' | 'labor' | 'hub') =>
    (await trial.ask(department, '{ subscriptions { id state delivery } }')).data?.['subscriptions'];

  it('is made with a secret that is told once', async () => {
    const { answer } = await create('police', webhook);
    expect(answer).toMatchObject({
      subscription: { state: 'ACTIVE', kinds: ['N-91'], delivery: 'WEBHOOK', url, disabledReason: null },
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) as string,
      backlog: null,
    });
    const id = idOf({ answer: answer ?? {} });
    expect(await list('police')).toEqual([{ id, state: 'ACTIVE', delivery: 'WEBHOOK' }]);
    expect(await list('labor')).toEqual([]);
    expect(await list('hub')).toEqual([]);
    const { answer: paused } = await trial.change('police', 'pauseSubscription', { id }, whole);
    expect(paused).toMatchObject({ subscription: { id, state: 'PAUSED' }, secret: null });
  });

  it('of an inbox has no secret', async () => {
    const { answer } = await create('police', { kinds: ['N-91'], delivery: 'INBOX' });
    expect(answer).toMatchObject({ subscription: { delivery: 'INBOX', url: null }, secret: null });
  });

  it('is made once for one key, and the hub has its own', async () => {
    const first = await create('police', webhook);
    expect(idOf(await create('police', webhook))).toBe(idOf(first));
    expect(await create('police', { ...webhook, kinds: ['N-05'] })).toEqual({
      refusal: 'CONFLICT input.idempotencyKey IDEMPOTENCY_KEY_REUSED',
    });
    const own = await create('hub', { kinds: ['S-04', 'E-01'], delivery: 'INBOX' });
    expect(own.answer).toMatchObject({ subscription: { kinds: ['S-04', 'E-01'] } });
  });

  it('gets another secret, pauses, is resumed with what waited for it, and is deleted', async () => {
    const created = await create('police', webhook);
    const id = idOf(created);
    const step = (mutation: string) => trial.change('police', mutation, { id }, whole);
    const rotated = await step('rotateSubscriptionSecret');
    expect(rotated.answer?.['secret']).toMatch(/^whsec_/);
    expect(rotated.answer?.['secret']).not.toBe(created.answer?.['secret']);
    await step('pauseSubscription');
    await trial.tell('a');
    await trial.tell('b');
    expect((await step('resumeSubscription')).answer).toMatchObject({
      subscription: { state: 'ACTIVE' },
      backlog: { policy: 'SEND_ALL', count: 2 },
    });
    expect((await step('deleteSubscription')).answer).toMatchObject({ subscription: { state: 'DELETED' } });
    expect(await list('police')).toEqual([]);
    expect(await step('resumeSubscription')).toEqual({ refusal: 'NOT_FOUND input.id' });
  });

  it('is tried with a test notification from the hub', async () => {
    const id = idOf(await create('police', { kinds: ['N-91'], delivery: 'INBOX' }));
    const selection = '{ number kind from to data state }';
    expect((await trial.change('police', 'sendTestNotification', { id }, selection)).answer).toEqual({
      number: 'S-01/hub-police/2026/000001',
      kind: 'S-01',
      from: 'HUB',
      to: 'POLICE',
      data: { subscriptionId: id },
      state: 'OPEN',
    });
  });

  it.each([
    ['rotateSubscriptionSecret'],
    ['pauseSubscription'],
    ['resumeSubscription'],
    ['deleteSubscription'],
    ['sendTestNotification'],
  ])('of another department is one that nobody has: %s', async (mutation) => {
    const id = idOf(await create('police', webhook));
    const refused = { refusal: 'NOT_FOUND input.id' };
    expect(await trial.change('labor', mutation, { id })).toEqual(refused);
    expect(await trial.change('hub', mutation, { id })).toEqual(refused);
    expect(await trial.change('police', mutation, { id: nobodys })).toEqual(refused);
    expect(await trial.change('police', mutation, { id: '$ne' })).toEqual({
      refusal: 'BAD_USER_INPUT input.id BAD_ID',
    });
    expect(await list('police')).toEqual([{ id, state: 'ACTIVE', delivery: 'WEBHOOK' }]);
  });

  it.each([
    ['no kinds', { ...webhook, kinds: [] }, 'input.kinds'],
    ['an unknown kind', { ...webhook, kinds: ['N-99'] }, 'input.kinds'],
    ['a kind that the department does not receive', { ...webhook, kinds: ['N-08'] }, 'input.kinds'],
    ['a webhook without an address', { kinds: ['N-91'], delivery: 'WEBHOOK' }, 'input.url'],
    ['an inbox with one', { ...webhook, delivery: 'INBOX' }, 'input.url'],
    ['an address outside the allowed networks', { ...webhook, url: 'http://10.0.0.1:4999/' }, 'input.url'],
    ['a port that is not allowed', { ...webhook, url: 'http://127.0.0.1:27017/' }, 'input.url'],
    ['credentials in the address', { ...webhook, url: 'http://me:secret@127.0.0.1:4999/' }, 'input.url'],
    ['an address of another protocol', { ...webhook, url: 'file:///etc/passwd' }, 'input.url'],
    ['no key', { ...webhook, idempotencyKey: '' }, 'input.idempotencyKey'],
  ])('is refused with %s, by its field', async (_what, given, field) => {
    const { refusal } = await create('police', given);
    expect(refusal?.split(' ').slice(0, 2)).toEqual(['BAD_USER_INPUT', field]);
    expect(refusal).not.toContain('secret@');
  });
});
