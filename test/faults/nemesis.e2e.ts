import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import { Premises } from '../durability/hub-process.fixture.js';
import { nemesisMinutes, nemesisSeed } from './environment.js';
import type { Fault } from './nemesis.fixture.js';
import { Nemesis } from './nemesis.fixture.js';
import { Random } from './random.fixture.js';
import { separately, Stack } from './stack.fixture.js';
import { Trial } from './trial.fixture.js';

/** Without a script: a few faults at one process, so that it is over soon; with one: any of them, at seven processes. */
const shortly: readonly Fault[] = ['kill-one', 'receiver', 'receiver', 'stop-one', 'receiver'];
const parts = nemesisMinutes === undefined ? (['hub'] as const) : separately;
const seed = nemesisSeed ?? 1;
const tormentMs = (nemesisMinutes ?? 0) * 60_000;
/** Leases of half a minute, and rules that wait for a department that was down: 5 s, 30 s, 2 min. */
const quietMs = nemesisMinutes === undefined ? 60_000 : 300_000;

/** Some callers give up: whether it was done, nobody will ever ask. */
const forgetOneIn = 5;
const hires = nemesisMinutes === undefined ? 60 : Math.ceil(150 * nemesisMinutes);

describe(`F43: a hub that is tormented by the seed ${String(seed)}`, () => {
  let stack: Stack;
  let trial: Trial;
  let nemesis: Nemesis;

  beforeAll(async () => {
    const premises = await Premises.open(await findFreePorts());
    stack = new Stack(premises, parts);
    await stack.start();
    trial = await Trial.open((department) => premises.client(department));
    await trial.subscribe();
    await trial.workload.prepare({
      strangers: Math.ceil(hires / 2),
      residents: Math.ceil(hires / 6),
      movers: Math.ceil(hires / 6),
      refused: Math.ceil(hires / 12),
    });
    nemesis = new Nemesis(stack, trial, new Random(seed));
  }, 120_000);

  afterAll(async () => {
    await trial.close();
    await stack.premises.close();
  });

  it(
    'has lost nothing, repeated nothing under another key and told nobody else, when it is left in peace',
    async () => {
      const { workload } = trial;
      let isOver = false;
      const working = workload.run({ until: () => isOver, concurrency: 3, restMs: 750, forgetOneIn });
      const startedAt = performance.now();
      if (tormentMs === 0) for (const fault of shortly) await nemesis.strike(fault);
      while (performance.now() - startedAt < tormentMs) await nemesis.strike();
      isOver = true;
      await Promise.all([working, nemesis.relent()]);
      const story = `seed ${String(seed)}: ${nemesis.deeds.join('; ')}`;

      await workload.run({ concurrency: 4 });
      await workload.sendAgain({ forgetOneIn });
      await workload.confirm();
      await trial.resumeAll();
      const processes = await stack.show();
      expect(processes.map(({ name }) => name).sort()).toEqual([...parts].sort());
      expect(await trial.settle(quietMs, { processes }), story).toEqual([]);

      const outcomes = workload.intents.map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'ok').length, story).toBeGreaterThan(outcomes.length / 2);
      console.info(
        `${story}\n${String(outcomes.length)} operations, ${String(trial.receptionCount)} requests received`,
      );
      console.table(processes);
    },
    tormentMs + quietMs + 120_000,
  );
});
