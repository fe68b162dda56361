import { createHolidayCalendar } from '@hub/domain';
import { verifyDetached } from '@hub/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryCollection } from '../delivery/delivery.repository.js';
import { subscriptionCollection } from '../subscription/subscription.repository.js';
import type { NotificationDraft } from './draft.js';
import type { IssuerTrial } from './issuer.fixture.js';
import { startIssuerTrial, trialFigures, trialKind, trialSubscription } from './issuer.fixture.js';
import type { NotificationDocument } from './notification.repository.js';
import { notificationCollection } from './notification.repository.js';
import { bulletinSignatureType, findSignedBody, signedBytes } from './signed-body.js';

let trial: IssuerTrial;
beforeEach(async () => {
  trial = await startIssuerTrial();
});
afterEach(() => trial.stop());

const place = '330921200001';
const draft = (sourceId: string, given: Partial<NotificationDraft> = {}): NotificationDraft => ({
  kind: trialKind,
  to: 'police',
  sourceId,
  data: { place },
  ...given,
});
const figures = (sourceId: string, children: number, places = 10): NotificationDraft =>
  draft(sourceId, { kind: trialFigures, to: 'education', data: { place, children, places } });
const numbersOf = (issued: readonly NotificationDocument[]): string[] => issued.map(({ number }) => number);
const stored = () =>
  trial.store
    .collection(notificationCollection)
    .find({}, { sort: { inboxSequence: 1 } })
    .toArray();

describe('a bulletin', () => {
  it('is numbered per kind, sender, receiver and year, and names the one before it', async () => {
    const first = await trial.issue(draft('a'), draft('b', { to: 'community' }), draft('c'));
    expect(numbersOf(first)).toEqual([
      'N-91/labor-police/2026/000001',
      'N-91/labor-community/2026/000001',
      'N-91/labor-police/2026/000002',
    ]);
    expect(first.map(({ previousNumber }) => previousNumber)).toEqual([
      undefined,
      undefined,
      'N-91/labor-police/2026/000001',
    ]);
    const [next] = await trial.issue(draft('d'));
    expect(next).toMatchObject({ serial: 3, previousNumber: 'N-91/labor-police/2026/000002', inboxSequence: 3 });
  });

  it('begins with 1 each business year, while the inbox goes on', async () => {
    trial.calendar = createHolidayCalendar([
      { year: 2026, holidays: {}, workdays: [] },
      { year: 2027, holidays: {}, workdays: [] },
    ]);
    trial.clock.set('2026-12-31T23:59:59+08:00');
    await trial.issue(draft('a'));
    trial.clock.set('2027-01-01T00:00:00+08:00');
    const [issued] = await trial.issue(draft('b'));
    expect(issued).toMatchObject({ number: 'N-91/labor-police/2027/000001', inboxSequence: 2 });
    expect(issued).not.toHaveProperty('previousNumber');
  });

  it('is told once, and a repetition costs no number', async () => {
    await trial.issue(draft('a'), draft('a'));
    expect(await trial.issue(draft('a'), draft('b'), draft('a', { to: 'community' }))).toMatchObject([
      { number: 'N-91/labor-police/2026/000002', sourceId: 'b' },
      { number: 'N-91/labor-community/2026/000001', sourceId: 'a' },
    ]);
    expect(await trial.issue(draft('a'))).toEqual([]);
    expect(await stored()).toHaveLength(3);
  });

  it('is due in working days of the business clock, and the ladder looks at it then', async () => {
    const [issued] = await trial.issue(draft('a'));
    expect(issued).toMatchObject({
      issuedAt: new Date('2026-11-20T10:00:00+08:00'),
      acknowledgementDue: new Date('2026-11-24T00:00:00+08:00'),
      feedbackDue: new Date('2026-11-28T00:00:00+08:00'),
      nextStepAt: new Date('2026-11-24T00:00:00+08:00'),
      state: 'OPEN',
      history: [{ what: 'ISSUED', by: 'hub' }],
    });
  });

  it('is due when the draft says so, or never', async () => {
    const six = new Date('2026-11-20T18:00:00+08:00');
    const [timed, free] = await trial.issue(
      draft('a', { acknowledgementDue: null, feedbackDue: six }),
      draft('b', { acknowledgementDue: null, feedbackDue: null }),
    );
    expect(timed).toMatchObject({ feedbackDue: six, nextStepAt: six });
    expect(timed).not.toHaveProperty('acknowledgementDue');
    expect(free).not.toHaveProperty('nextStepAt');
  });

  it('waits where the holidays are not known, and is issued when they are', async () => {
    trial.clock.set('2026-12-30T10:00:00+08:00');
    const refusal = { details: { reason: 'HOLIDAYS_UNKNOWN' } };
    expect(() => trial.issuer.check(draft('a'))).toThrow(expect.objectContaining(refusal));
    await expect(trial.issue(draft('a'))).rejects.toMatchObject(refusal);
    expect(await stored()).toEqual([]);
    trial.calendar = createHolidayCalendar([
      { year: 2026, holidays: {}, workdays: [] },
      { year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: [] },
    ]);
    const [issued] = await trial.issue(draft('a'));
    expect(issued).toMatchObject({ serial: 1, feedbackDue: new Date('2027-01-08T00:00:00+08:00') });
  });

  it('says only what its kind declares, to whom it declares', async () => {
    await expect(trial.issue(draft('a', { data: { place, name: 'x' } }))).rejects.toThrow(RangeError);
    await expect(trial.issue(draft('a', { data: {} }))).rejects.toThrow('place is no regionCode');
    await expect(trial.issue(draft('a', { to: 'commerce' }))).rejects.toThrow('N-91 does not go to commerce');
    expect(await stored()).toEqual([]);
  });

  it('that takes another back says nothing but that; one that corrects has its own content', async () => {
    const [wrong] = await trial.issue(draft('a'));
    const number = wrong?.number ?? '';
    const [recall, correction] = await trial.issue(
      draft('a:recall', { recalls: number, data: { place } }),
      draft('a:correction', { corrects: number, data: { place: '330921200002' } }),
    );
    expect(recall).toMatchObject({ recalls: number, data: {} });
    expect(correction).toMatchObject({ corrects: number, data: { place: '330921200002' } });
  });
});

describe('figures', () => {
  it('say what changed since the last of the same place, as far as both are stated', async () => {
    const [first, second, third] = [
      ...(await trial.issue(figures('a', 12))),
      ...(await trial.issue(figures('b', 15, 8))),
      ...(await trial.issue(figures('c', 3, 9))),
    ];
    expect(first).not.toHaveProperty('former');
    expect(second?.former).toEqual({ number: first?.number, change: { children: 3, places: -2 } });
    expect(third?.data).toEqual({ place, children: '<10', places: 9 });
    expect(third?.former).toEqual({ number: second?.number, change: { places: 1 } });
  });

  it('of two in one issue are compared with each other', async () => {
    const [first, second] = await trial.issue(figures('a', 12), figures('b', 20));
    expect(second?.former).toEqual({ number: first?.number, change: { children: 8, places: 0 } });
  });

  it('that were taken back are compared with no more', async () => {
    const [wrong] = await trial.issue(figures('a', 120));
    await trial.issue({ ...figures('a:recall', 0), recalls: wrong?.number ?? '' });
    const [right] = await trial.issue(figures('b', 12));
    expect(right).not.toHaveProperty('former');
  });
});

describe('the signature of a bulletin', () => {
  const jwks = () => ({ keys: trial.keys.map(({ publicJwk }) => publicJwk) });

  it('is verified with what was stored and the public keys alone', async () => {
    await trial.issue(figures('a', 12), draft('b'));
    await trial.issue(figures('c', 15));
    for (const bulletin of await stored()) {
      const body = findSignedBody(bulletin);
      if (body === undefined) throw new Error('the content is gone');
      const sent = JSON.parse(JSON.stringify(body)) as typeof body;
      expect(verifyDetached(bulletin.signature, signedBytes(sent), jwks(), bulletinSignatureType)).toEqual({
        kid: trial.keys[0].kid,
      });
      for (const [name, value] of Object.entries<unknown>({ ...body })) {
        const changed = { ...body, [name]: typeof value === 'string' ? `${value} ` : { more: 1 } };
        expect(() => verifyDetached(bulletin.signature, signedBytes(changed), jwks(), bulletinSignatureType)).toThrow(
          expect.objectContaining({ details: { reason: 'SIGNATURE_INVALID' } }),
        );
      }
    }
  });
});

describe('the deliveries of a bulletin', () => {
  const deliveries = () =>
    trial.store
      .collection(deliveryCollection)
      .find({}, { sort: { _id: 1 } })
      .toArray();
  const subscribe = (...subscriptions: Parameters<typeof trialSubscription>[]) =>
    trial.store.collection(subscriptionCollection).insertMany(subscriptions.map((one) => trialSubscription(...one)));

  it('are one for each subscription that is open and lists the kind', async () => {
    await subscribe(
      ['inbox', 'police'],
      ['hook', 'police', { delivery: 'WEBHOOK' }],
      ['paused', 'police', { delivery: 'WEBHOOK', state: 'PAUSED' }],
      ['disabled', 'police', { state: 'DISABLED' }],
      ['deleted', 'police', { state: 'DELETED' }],
      ['other-kind', 'police', { kinds: ['N-92'] }],
      ['other-department', 'community'],
    );
    const [issued] = await trial.issue(draft('a'));
    const made = await deliveries();
    expect(made.map(({ subscriptionId, state }) => [subscriptionId, state])).toEqual([
      ['disabled', 'PAUSED'],
      ['hook', 'DUE'],
      ['inbox', 'HELD'],
      ['paused', 'PAUSED'],
    ]);
    for (const { _id, notificationId, subscriptionId, nextAttemptAt } of made) {
      expect(_id).toBe(`${String(issued?._id)}.${subscriptionId}`);
      expect(notificationId).toBe(issued?._id);
      expect(nextAttemptAt).toEqual(trial.trueClock.now());
    }
    await trial.issue(draft('a'));
    expect(await deliveries()).toHaveLength(4);
  });

  it('go to the subscriptions that the draft names, and to no other department’s', async () => {
    await subscribe(['one', 'police', { kinds: ['N-92'] }], ['two', 'police'], ['three', 'community']);
    await trial.issue(draft('a', { subscriptions: ['one', 'three'] }));
    expect((await deliveries()).map(({ subscriptionId }) => subscriptionId)).toEqual(['one']);
  });
});
