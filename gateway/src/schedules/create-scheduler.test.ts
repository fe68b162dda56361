import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScheduleTrial } from './schedule-trial.fixture.js';
import { startScheduleTrial, trialSchedule } from './schedule-trial.fixture.js';
import { createScheduleList } from './schedule-list.js';

describe('the scheduler', () => {
  let trial: ScheduleTrial;
  beforeEach(async () => {
    trial = await startScheduleTrial();
  });
  afterEach(() => trial.stop());

  it('ticks by itself, until it is stopped and when it is started again', async () => {
    let ran = (): void => undefined;
    const next = (): Promise<void> =>
      new Promise((resolve) => {
        ran = resolve;
      });
    const schedule = trialSchedule({
      action: () => {
        ran();
        return Promise.resolve();
      },
    });
    trial.clock.set('2026-11-20T11:00:00+08:00');
    const scheduler = await trial.schedule([schedule], { ticks: true });
    const first = next();
    trial.clock.set('2026-11-20T12:00:00+08:00');
    await first;
    await scheduler.stop();
    expect(await trial.list('trial')).toEqual(['2026-11-20T12:00 DONE']);

    trial.clock.set('2026-11-21T12:00:00+08:00');
    const second = next();
    await scheduler.start();
    await second;
    await scheduler.stop();
    await scheduler.stop();
    expect(await trial.list('trial')).toEqual(['2026-11-20T12:00 DONE', '2026-11-21T12:00 DONE']);
  });

  it('shows its schedules, with the last occurrence and the next', async () => {
    const scheduler = await trial.schedule([
      trialSchedule(),
      trialSchedule({ code: 'yearly', cron: '0 8 1 3 *', holidayRule: 'next-working-day' }),
    ]);
    trial.clock.set('2026-11-20T12:00:00+08:00');
    await scheduler.runDue();
    const shown = { title: 'Trial (试验)', timeZone: 'Asia/Shanghai' };
    expect(await createScheduleList(trial.store).list()).toEqual([
      {
        ...shown,
        code: 'trial',
        cron: '0 12 * * *',
        nextDueAt: new Date('2026-11-21T12:00:00+08:00'),
        lastOccurrence: { dueAt: new Date('2026-11-20T12:00:00+08:00'), state: 'DONE' },
      },
      // The tables of this release do not reach March 2027
      { ...shown, code: 'yearly', cron: '0 8 1 3 *' },
    ]);
  });

  it('is not built for a bulletin that the catalogue does not have', async () => {
    await expect(trial.schedule([trialSchedule({ kinds: ['N-99'] })])).rejects.toThrow('issues N-99');
  });
});
