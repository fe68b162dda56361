import { createLogger } from '@hub/server';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../kinds/catalogue.js';
import { DeliveryAlarms } from './delivery-alarms.js';
import { DeliveryRecorder } from './delivery-recorder.js';
import type { DeliveryTrial } from './delivery.fixture.js';
import { police, startDeliveryTrial } from './delivery.fixture.js';
import type { DeliveryDocument, DeliveryState } from './delivery.repository.js';

/** What can happen to deliveries, in any order; indexes are taken modulo what there is. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('issue' as const) }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('claim' as const), of: fc.nat(1) }) },
  // Also long after the lease has ended, and when the same claim has been finished before
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('finish' as const),
      claim: fc.nat(20),
      outcome: fc.constantFrom('DELIVERED', 'HTTP_ERROR', 'TIMEOUT', 'GONE', 'THROTTLED', 'POISONED'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('release' as const), claim: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('pass' as const),
      ms: fc.constantFrom(1_000, 30_000, 300_000, 86_400_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('pause' as const, 'resume' as const), of: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete' as const), of: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('redeliver' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('send' as const, 'fail to send' as const) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const final: ReadonlySet<DeliveryState> = new Set(['DELIVERED', 'DEAD', 'CANCELLED']);

class Interleaving {
  readonly #claims: DeliveryDocument[] = [];
  readonly #recorder: DeliveryRecorder;
  #issued = 0;
  #before = new Map<string, DeliveryDocument>();

  constructor(
    private readonly trial: DeliveryTrial,
    private readonly subscriptions: readonly string[],
    private readonly answer: (code: number) => void,
  ) {
    const { store, deliveries, subscriptionRows, issuer, trueClock } = trial;
    const logger = createLogger({ name: 'gateway', level: 'silent' });
    const kinds = new Map(catalogue.map((kind) => [kind.code, kind]));
    const alarms = new DeliveryAlarms({ issuer, kinds, trueClock, logger });
    const rows = { store, deliveries, subscriptions: subscriptionRows };
    this.#recorder = new DeliveryRecorder({ ...rows, alarms, trueClock, logger, random: () => 0.5 });
  }

  async step(one: Happening): Promise<void> {
    const claim = 'claim' in one ? this.#claimOf(one.claim) : undefined;
    const before = claim && (await this.trial.deliveries.collection.findOne({ _id: claim._id }));
    await this.#do(one);
    // Somebody else has claimed it since, or it has ended: the result is nobody's
    if (claim !== undefined && (before?.claimNo !== claim.claimNo || final.has(before.state))) {
      expect(await this.trial.deliveries.collection.findOne({ _id: claim._id })).toEqual(before);
    }
    await this.#check(one.what === 'redeliver');
  }

  async #do(one: Happening): Promise<void> {
    const { trial } = this;
    const of = 'of' in one ? (this.subscriptions[one.of] ?? '') : '';
    const claim = 'claim' in one ? this.#claimOf(one.claim) : undefined;
    switch (one.what) {
      case 'issue':
        this.#issued += this.subscriptions.length - (await this.#deleted());
        await trial.tell();
        return;
      case 'claim': {
        const claimed = await trial.deliveries.claim(of, trial.trueClock.now());
        if (claimed !== null) this.#claims.push(claimed);
        return;
      }
      case 'finish': {
        if (claim === undefined) return;
        const subscription = await trial.subscriptionRows.collection.findOne({ _id: claim.subscriptionId });
        if (subscription === null) throw new Error('A subscription is gone');
        const { outcome } = one;
        await this.#recorder.record(claim, subscription, { outcome }, trial.trueClock.now());
        return;
      }
      case 'release':
        if (claim !== undefined) await trial.deliveries.release(claim, trial.trueClock.now());
        return;
      case 'pass':
        trial.pass(one.ms);
        return;
      case 'pause':
      case 'resume':
      case 'delete':
        // A subscription that is deleted, or disabled and to be paused, refuses
        await trial.subscriptions[one.what](police, of).catch(() => undefined);
        return;
      case 'redeliver': {
        const ids = [...new Set((await this.#rows()).map(({ notificationId }) => notificationId))];
        if (ids.length > 0) await trial.redelivery.redeliver(police, { ids });
        return;
      }
      case 'send':
      case 'fail to send':
        this.answer(one.what === 'send' ? 200 : 500);
        await trial.worker.runDue();
    }
  }

  /** In the end the receiver is there, and whatever is not deleted runs. */
  async settle(): Promise<void> {
    this.answer(200);
    for (const id of this.subscriptions) await this.trial.subscriptions.resume(police, id).catch(() => undefined);
    this.trial.pass(2 * 86_400_000);
    await this.trial.worker.runDue();
    const rows = await this.#rows();
    expect(rows.filter(({ state }) => !final.has(state))).toEqual([]);
    const cancelled = rows.filter(({ state }) => state === 'CANCELLED').map(({ subscriptionId }) => subscriptionId);
    const open = new Set((await this.trial.subscriptions.list(police)).map(({ _id }) => _id));
    expect(cancelled.filter((id) => open.has(id))).toEqual([]);
    const dead = rows.filter(({ state }) => state === 'DEAD');
    const alarms = await this.trial.notifications.collection.find({ kind: 'S-02', to: 'police' }).toArray();
    const alarmed = alarms.map(({ data }) => data?.['subscriptionId']);
    expect(dead.filter(({ subscriptionId }) => !alarmed.includes(subscriptionId))).toEqual([]);
  }

  #claimOf(index: number): DeliveryDocument | undefined {
    return this.#claims[index % Math.max(1, this.#claims.length)];
  }

  async #check(isRedelivered: boolean): Promise<void> {
    const rows = await this.#rows();
    expect(rows).toHaveLength(this.#issued);
    for (const row of rows) {
      const before = this.#before.get(row._id);
      if (before === undefined) continue;
      expect(row.claimNo).toBeGreaterThanOrEqual(before.claimNo);
      if (final.has(before.state) && !isRedelivered) expect(row.state).toBe(before.state);
      if (isRedelivered && before.state !== row.state) expect(row.claimNo).toBeGreaterThan(before.claimNo);
    }
    this.#before = new Map(rows.map((row) => [row._id, row]));
  }

  /** Those of N-91; alarms are to the inbox alone. */
  #rows(): Promise<DeliveryDocument[]> {
    return this.trial.deliveries.collection.find({ subscriptionId: { $in: this.subscriptions } }).toArray();
  }

  async #deleted(): Promise<number> {
    return this.subscriptions.length - (await this.trial.subscriptions.list(police)).length;
  }
}

it('loses no delivery, ends none twice and never counts claims back, in whatever order things happen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
      const trial = await startDeliveryTrial();
      try {
        const codes = { code: 200 };
        const receiver = await trial.startReceiver((response) => response.writeHead(codes.code).end());
        const made = [await trial.subscribe(receiver.url), await trial.subscribe(receiver.url)];
        const answer = (code: number): void => {
          codes.code = code;
        };
        const interleaving = new Interleaving(
          trial,
          made.map(({ id }) => id),
          answer,
        );
        for (const one of happenings) await interleaving.step(one);
        await interleaving.settle();
      } finally {
        await trial.stop();
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
