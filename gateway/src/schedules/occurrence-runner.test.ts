import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchedulerPart } from './create-scheduler.js';
import type { ScheduleDefinition } from './define-schedule.js';
import { leaseMs } from './occurrence-runner.js';
import type { OccurrenceDocument } from './occurrence.repository.js';
import { createScheduleList } from './schedule-list.js';
import type { ScheduleTrial } from './schedule-trial.fixture.js';
import { startScheduleTrial, trialSchedule } from './schedule-trial.fixture.js';

let trial: ScheduleTrial;
beforeEach(async () => {
  trial = await startScheduleTrial();
});
afterEach(() => trial.stop());

function later(seconds: number): void {
  trial.trueClock.set(new Date(trial.trueClock.now().getTime() + seconds * 1_000).toISOString());
}

async function only(): Promise<OccurrenceDocument> {
  const [first, ...others] = await trial.occurrences.list('trial');
  expect(others).toEqual([]);
  if (first === undefined) throw new Error('Nothing was made');
  return first;
}

async function atNoon(given: Partial<ScheduleDefinition>): Promise<SchedulerPart> {
  const scheduler = await trial.schedule([trialSchedule(given)]);
  trial.clock.set('2026-11-20T12:00:00+08:00');
  await scheduler.runDue();
  return scheduler;
}

const failing = { kinds: ['N-12'], action: () => Promise.reject(new RangeError('no')) };

describe('an occurrence that fails', () => {
  it('is tried again after 5 s, 30 s, 2 min, 10 min and every hour, and not before', async () => {
    const scheduler = await atNoon(failing);
    for (const [index, seconds] of [5, 30, 120, 600, 3_600, 3_600].entries()) {
      const made = index + 1;
      expect(await only()).toMatchObject({ attempts: made, state: 'OPEN', error: 'BAD_CONTENT' });
      later(seconds - 1);
      await scheduler.runDue();
      expect(await only()).toMatchObject({ attempts: made });
      later(1);
      await scheduler.runDue();
    }
  });

  it('is told to the administration after the third time, and once more when it is given up', async () => {
    const scheduler = await atNoon(failing);
    for (let attempt = 1; attempt < 25; attempt += 1) {
      later(3_600);
      await scheduler.runDue();
    }
    expect(await only()).toMatchObject({ attempts: 20, state: 'FAILED', error: 'BAD_CONTENT' });
    const alarms = await trial.issued('S-04');
    expect(alarms.map(({ to, data }) => ({ to, ...data }))).toEqual(
      [3, 20].map((attempts) => ({
        to: 'hub',
        schedule: 'TRIAL',
        dueAt: '2026-11-20T04:00:00.000Z',
        kind: 'N-12',
        receiver: 'EDUCATION',
        department: 'POLICE',
        reason: 'BAD_CONTENT',
        attempts,
      })),
    );
  });

  it('is done when its reason is gone, with nothing told twice', async () => {
    let broken = true;
    const scheduler = await atNoon({
      kinds: ['N-12'],
      action: async (_occurrence, { issue }) => {
        const village = (key: string) => ({
          kind: 'N-12',
          to: 'education' as const,
          key,
          data: { regionCode: key, children: 12, intakeBy: '2027-08-31' },
        });
        await issue([village('330921200001')]);
        if (broken) throw new RangeError('half way');
        await issue([village('330921200001'), village('330921200002')]);
      },
    });
    broken = false;
    later(5);
    await scheduler.runDue();
    expect(await only()).toMatchObject({ state: 'DONE', counts: { issued: 2 } });
    expect((await trial.issued('N-12')).map(({ number, data }) => [number, data?.['regionCode']])).toEqual([
      ['N-12/police-education/2026/000001', '330921200001'],
      ['N-12/police-education/2026/000002', '330921200002'],
    ]);
  });

  it('keeps the later ones of its schedule waiting, and no other schedule', async () => {
    let broken = true;
    const ran: string[] = [];
    const first = trialSchedule({
      action: ({ asOf }) => {
        if (broken) return Promise.reject(new RangeError('no'));
        ran.push(asOf);
        return Promise.resolve();
      },
    });
    const other = trialSchedule({ code: 'other' });
    const scheduler = await trial.schedule([first, other]);
    trial.clock.set('2026-11-22T13:00:00+08:00');
    await scheduler.runDue();
    expect(other.ran).toHaveLength(3);
    expect(ran).toEqual([]);
    broken = false;
    later(5);
    await scheduler.runDue();
    expect(ran).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  });

  it('that was given up can be opened again', async () => {
    let broken = true;
    const scheduler = await atNoon({
      action: () => (broken ? Promise.reject(new RangeError('no')) : Promise.resolve()),
    });
    for (let attempt = 1; attempt < 20; attempt += 1) {
      later(3_600);
      await scheduler.runDue();
    }
    const list = createScheduleList(trial.store, trial.trueClock);
    const { dueAt } = await only();
    broken = false;
    expect(await list.retry({ schedule: 'TRIAL', dueAt })).toEqual({ dueAt, state: 'OPEN' });
    expect(await list.retry({ schedule: 'trial', dueAt })).toEqual({ dueAt, state: 'OPEN' });
    await scheduler.runDue();
    expect(await only()).toMatchObject({ state: 'DONE' });
    await expect(list.retry({ schedule: 'trial', dueAt })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.dueAt', reason: 'NOT_FAILED' },
    });
    await expect(list.retry({ schedule: 'other', dueAt })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a claim', () => {
  it('is taken over when its lease has ended, and its former holder writes nothing more', async () => {
    const order: string[] = [];
    let letFirstGoOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      letFirstGoOn = resolve;
    });
    let attempt = 0;
    const definition = trialSchedule({
      kinds: ['N-12'],
      action: async (_occurrence, { issue }) => {
        attempt += 1;
        const mine = attempt;
        if (mine === 1) await waiting;
        const data = { regionCode: '330921200001', children: 10 + mine, intakeBy: '2027-08-31' };
        await issue([{ kind: 'N-12', to: 'education', key: '330921200001', data }]);
        order.push(`attempt ${String(mine)} issued`);
      },
    });
    const slow = await trial.schedule([definition]);
    const quick = await trial.schedule([definition]);
    trial.clock.set('2026-11-20T12:00:00+08:00');
    const first = slow.runDue();
    while (attempt === 0) await new Promise((resolve) => setImmediate(resolve));
    later(leaseMs / 1_000 - 1);
    await quick.runDue();
    expect(attempt).toBe(1);
    later(1);
    await quick.runDue();
    letFirstGoOn();
    await first;
    expect(order).toEqual(['attempt 2 issued']);
    expect(await only()).toMatchObject({ state: 'DONE', claimNo: 2, counts: { issued: 1 } });
    expect((await trial.issued('N-12')).map(({ data }) => data?.['children'])).toEqual([12]);
  });

  it('is given back when the hub stops, and counts as no attempt', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let answer = (): void => undefined;
    const definition = trialSchedule({
      action: async (_occurrence, { report }) => {
        await report('police', 'slow', { asOf: '2026-11-20', parameters: {} });
      },
    });
    trial.desks.police.reports.set('slow', () => {
      asked();
      return [];
    });
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    trial.desks.police.hold = held;
    const scheduler = await trial.schedule([definition]);
    trial.clock.set('2026-11-20T12:00:00+08:00');
    const run = scheduler.runDue();
    await isAsked;
    await scheduler.stop();
    await run;
    expect(await only()).toMatchObject({ state: 'OPEN', attempts: 0, claimNo: 1 });
    answer();
    trial.desks.police.hold = undefined;
    const next = await trial.schedule([definition]);
    await next.runDue();
    expect(await only()).toMatchObject({ state: 'DONE', attempts: 1 });
  });

  it('that took its process with it twenty times is given up without being run again', async () => {
    const schedule = trialSchedule();
    const scheduler = await trial.schedule([schedule]);
    trial.clock.set('2026-11-20T12:00:00+08:00');
    await trial.makeDue([schedule]);
    for (let claim = 1; claim <= 20; claim += 1) {
      const now = trial.trueClock.now();
      const claimed = await trial.occurrences.claimFirst('trial', now, new Date(now.getTime() + leaseMs));
      expect(claimed?.attempts).toBe(claim);
      later(leaseMs / 1_000);
    }
    await scheduler.runDue();
    expect(schedule.ran).toEqual([]);
    expect(await only()).toMatchObject({ state: 'FAILED', error: 'CRASHED' });
  });
});

describe('a department that does not answer', () => {
  it('is waited for as long as it takes, with one alarm', async () => {
    const { police } = trial.desks;
    await police.close();
    const scheduler = await atNoon({
      kinds: ['N-12'],
      action: async (_occurrence, { report }) => {
        await report('police', 'any', { asOf: '2026-11-20', parameters: {} });
      },
    });
    for (let attempt = 1; attempt < 30; attempt += 1) {
      later(3_600);
      await scheduler.runDue();
    }
    expect(await only()).toMatchObject({ state: 'OPEN', error: 'UNREACHABLE' });
    expect(await trial.issued('S-04')).toHaveLength(1);
  });

  it.each([
    [500, 'BAD_STATUS'],
    [404, 'BAD_STATUS'],
  ])('with %i makes the occurrence wait for it', async (status, error) => {
    trial.desks.police.failWith = status;
    const scheduler = await atNoon({
      action: async (_occurrence, { report }) => {
        await report('police', 'any', { asOf: '2026-11-20', parameters: {} });
      },
    });
    expect(await only()).toMatchObject({ state: 'OPEN', error });
    trial.desks.police.failWith = undefined;
    trial.desks.police.reports.set('any', [{ key: 'A-1', data: { regionCode: '330921' } }]);
    later(5);
    await scheduler.runDue();
    expect(await only()).toMatchObject({ state: 'DONE', counts: { rows: 1, issued: 0, unchanged: 0 } });
  });

  it.each([
    [
      'two rows with one key',
      [
        { key: 'A-1', data: {} },
        { key: 'A-1', data: {} },
      ],
    ],
    ['rows of something else', [{ key: 'A-1', data: { deep: {} } }] as never],
  ])('but sends %s is not believed', async (_what, rows) => {
    trial.desks.police.reports.set('any', rows);
    await atNoon({
      action: async (_occurrence, { report }) => {
        await report('police', 'any', { asOf: '2026-11-20', parameters: {} });
      },
    });
    expect(await only()).toMatchObject({ state: 'OPEN', error: 'BAD_SHAPE' });
  });
});
