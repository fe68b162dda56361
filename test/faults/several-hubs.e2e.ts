import { join } from 'node:path';
import { departments as departmentList } from '@hub/domain';
import type { WireDouble } from '@hub/testing';
import { openStore } from '@hub/store';
import { createWireDouble } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { occurrenceCollection } from '../../gateway/src/schedules/occurrence.repository.js';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import { Premises } from '../durability/hub-process.fixture.js';
import { eventually } from '../stories/eventually.fixture.js';
import { findViolations } from './checker.js';
import { Department } from './department.fixture.js';
import { Trial } from './trial.fixture.js';

const busyMachine = 120_000;
/** Each process has its own business clock, and eight in the morning comes to each at another moment. */
const beforeEight = { HUB_CLOCK_START: '2026-11-20T07:59:50+08:00' };
const eight = '2026-11-20T00:00:00.000Z';
const dueAtEight = ['holiday-watch', 'permit-reminders', 'vaccination-outreach'];

interface ScheduleShown {
  readonly code: string;
  readonly lastOccurrence: { readonly dueAt: string; readonly state: string } | null;
}

/** One hub in several processes, over one store: all read the feeds, tick the schedules and deliver; none knows of the others. */
describe('F29: several processes of one hub', () => {
  let double: WireDouble;
  let premises: Premises;
  let trial: Trial;
  let startGateway: (index: number) => Promise<void>;

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts(9));
    double = createWireDouble({ dataDir: join(premises.dataDir, 'mongodb') });
    await double.start();
    const shared = {
      ...beforeEight,
      MONGODB_URL: double.url,
      HUB_URL: premises.url,
      // One thread stands in for a server, and answers them all
      HUB_DEPARTMENT_TIMEOUT_MS: '30000',
    };
    const urls = Object.fromEntries(
      departmentList.map(({ portVariable }, index) => [
        portVariable.replace(/PORT$/, 'URL'),
        `http://127.0.0.1:${String(premises.port + 1 + index)}`,
      ]),
    ) as Record<string, string>;
    startGateway = (index) =>
      premises.run('gateway', { ...shared, ...urls, PORT: String(premises.port + 6 + index) }).says('gateway is up');
    await premises.start(shared);
    await startGateway(1);
    trial = await Trial.open((department) => premises.client(department));
    await trial.subscribe();
  }, busyMachine);

  afterAll(async () => {
    await trial.close();
    await premises.close();
    await double.stop();
  }, busyMachine);

  it(
    'two tell each bulletin once: every id comes once to a receiver that would take it twice',
    async () => {
      await trial.workload.prepare({ strangers: 110, residents: 20, movers: 15, refused: 5 });
      await trial.workload.run({ concurrency: 6 });
      expect(await trial.settle(60_000, { isUndisturbed: true })).toEqual([]);
    },
    busyMachine,
  );

  it(
    'and so do three',
    async () => {
      await startGateway(2);
      await trial.workload.prepare({ strangers: 150 });
      await trial.workload.run({ concurrency: 6 });
      expect(await trial.settle(60_000, { isUndisturbed: true })).toEqual([]);
      expect(trial.workload.intents.filter(({ outcome }) => outcome === 'ok')).toHaveLength(295);
    },
    busyMachine,
  );

  it('run what was due at eight once, whoever came first', async () => {
    const admin = new Department('hub', await premises.clientById('hub-admin'));
    const list = async (): Promise<readonly ScheduleShown[]> => {
      const { schedules } = await admin.read<{ readonly schedules: readonly ScheduleShown[] }>(
        '{ schedules { code lastOccurrence { dueAt state } } }',
      );
      return schedules.filter(({ lastOccurrence }) => lastOccurrence !== null);
    };
    const isDone = (schedules: readonly ScheduleShown[]): boolean =>
      schedules.length > 0 && schedules.every(({ lastOccurrence }) => lastOccurrence?.state === 'DONE');
    const run = await eventually(list, isDone);
    expect(run.map(({ code }) => code).sort()).toEqual(dueAtEight);
    expect(run.map(({ lastOccurrence }) => lastOccurrence)).toEqual(run.map(() => ({ dueAt: eight, state: 'DONE' })));
    // The table of the next year is missing, and the hub is told so once
    const told = await admin.listBulletins();
    expect(told.filter(({ kind }) => kind === 'N-40').map(({ number }) => number)).toEqual([
      'N-40/hub-hub/2026/000001',
    ]);
  });

  it('leave one occurrence for each due instant, run at the first attempt', async () => {
    const collections = [occurrenceCollection];
    const store = await openStore({ ...premises, database: 'hub_gateway', mongodbUrl: double.url, collections });
    try {
      const rows = await store.collection(occurrenceCollection).find({}).toArray();
      const occurrences = rows.map(({ schedule, dueAt }) => ({ schedule, dueAt: dueAt.toISOString() }));
      expect(findViolations({ ...(await trial.collect()), occurrences, isUndisturbed: true })).toEqual([]);
      expect(occurrences.map(({ schedule }) => schedule).sort()).toEqual(dueAtEight);
      expect(rows.map(({ state, attempts }) => ({ state, attempts }))).toEqual(
        rows.map(() => ({ state: 'DONE', attempts: 1 })),
      );
    } finally {
      await store.close();
    }
  });
});
