import { openStore } from '@hub/store';
import { afterEach, describe, expect, it } from 'vitest';
import { deliveryCollection } from '../../gateway/src/notifications/delivery/delivery.repository.js';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import { Premises } from '../durability/hub-process.fixture.js';
import { eventually } from '../stories/eventually.fixture.js';
import { Random } from './random.fixture.js';
import type { Program } from './stack.fixture.js';
import { separately, Stack } from './stack.fixture.js';
import { Trial } from './trial.fixture.js';

const busyMachine = 120_000;
/** What `runProcess` gives a stop before it leaves everything as it is. */
const graceMs = 20_000;

describe('A hub that ends in the middle of its work', () => {
  let stack: Stack;
  let trial: Trial;

  async function open(parts: readonly Program[]): Promise<void> {
    const premises = await Premises.open(await findFreePorts());
    stack = new Stack(premises, parts);
    await stack.start();
    trial = await Trial.open((department) => premises.client(department));
    await trial.subscribe();
  }
  afterEach(async () => {
    await trial.close();
    await stack.premises.close();
  }, busyMachine);

  /** Deliveries that are not finished, as the store has them while nobody runs. */
  async function listOpenRows(): Promise<readonly { readonly nextAttemptAt: Date; readonly claimNo: number }[]> {
    const collections = [deliveryCollection];
    const store = await openStore({ database: 'hub_gateway', dataDir: stack.premises.dataDir, collections });
    try {
      return await store.collection(deliveryCollection).find({ state: 'DUE' }).toArray();
    } finally {
      await store.close();
    }
  }

  it(
    'F07: by SIGTERM, while receivers hold what they were sent, gives it back within the grace and sends it again',
    async () => {
      await open(['hub']);
      const desk = trial.receiver('police-desk');
      await desk.behave('hold');
      await trial.workload.prepare({ strangers: 12 });
      await trial.workload.run();
      const patrol = trial.receiver('police-patrol');
      const [held, received] = await eventually(
        () => Promise.resolve([desk.heldCount, patrol.receptions.length] as const),
        ([holding, receptions]) => holding === 16 && receptions === 12,
      );
      // As many as one receiver is sent at a time; and whoever takes what it is sent has it all
      expect([held, received]).toEqual([16, 12]);

      const askedAt = performance.now();
      expect(await stack.stop('hub')).toEqual({ code: 0, signal: null });
      expect(performance.now() - askedAt).toBeLessThan(graceMs);
      const stoppedAt = new Date();
      const rows = await listOpenRows();
      expect(rows).toHaveLength(24);
      expect(rows.filter(({ claimNo }) => claimNo > 0).length).toBeGreaterThanOrEqual(16);
      // Due at once: nobody who comes next waits for a lease
      expect(rows.filter(({ nextAttemptAt }) => nextAttemptAt > stoppedAt)).toEqual([]);

      await desk.behave('accept');
      await stack.start();
      expect(await trial.settle(30_000)).toEqual([]);
    },
    busyMachine,
  );

  it.each([
    ['before', 'outbox.before-commit'],
    ['after', 'outbox.after-commit'],
  ])(
    'F02: by a kill -9 just %s a department commits, tells once what is asked for again under the same key',
    async (_when, point) => {
      await open(['hub']);
      await trial.workload.prepare({ strangers: 12, residents: 2, refused: 1 });
      await stack.kill();
      await stack.start(['hub'], { HUB_FAILPOINT: `${point}:8` });
      await trial.workload.run();
      expect(await stack.hasEnded('hub')).toEqual({ code: null, signal: 'SIGKILL' });
      expect(trial.workload.intents.map(({ outcome }) => outcome)).toContain('unknown');
      await stack.start();
      await trial.workload.sendAgain();
      await trial.workload.confirm();
      expect(await trial.settle(60_000)).toEqual([]);
      expect(trial.workload.intents.filter(({ outcome }) => outcome === 'ok')).toHaveLength(14);
    },
    busyMachine,
  );

  it(
    'F08: by a kill -9 of everything, comes back by itself in whatever order its seven processes start',
    async () => {
      const random = new Random(8);
      await open(separately);
      await trial.workload.prepare({ strangers: 20, residents: 4, movers: 4, refused: 2 });
      let isKilled = false;
      const working = trial.workload.run({ until: () => isKilled });
      await eventually(
        () => Promise.resolve(trial.receptionCount),
        (count) => count >= 6,
      );
      await stack.kill();
      isKilled = true;
      await working;
      for (const part of random.shuffle(separately)) await stack.start([part]);
      await trial.workload.run();
      await trial.workload.sendAgain();
      await trial.workload.confirm();
      // Leases of half a minute included; nobody does anything by hand
      expect(await trial.settle(90_000)).toEqual([]);
      expect(trial.workload.intents.filter(({ outcome }) => outcome === 'ok')).toHaveLength(28);
    },
    2 * busyMachine,
  );
});
