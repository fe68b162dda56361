import { defaultHolidayYears } from '@hub/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotificationRepository } from '../notifications/notification/notification.repository.js';
import { HolidayYearRepository } from './calendar/holiday-year.repository.js';
import type { CatchUp } from './schedule.repository.js';
import type { ScheduleTrial } from './schedule-trial.fixture.js';
import { inShanghai, startScheduleTrial, trialSchedule } from './schedule-trial.fixture.js';

let trial: ScheduleTrial;
beforeEach(async () => {
  trial = await startScheduleTrial();
});
afterEach(() => trial.stop());

/** Both clocks, which otherwise stand apart. */
function setClocks(instant: string): void {
  trial.clock.set(instant);
}

async function nextDueOf(code: string): Promise<string | undefined> {
  const row = await trial.schedules.find(code);
  return row?.nextDueAt === undefined ? undefined : inShanghai(row.nextDueAt);
}

describe('a schedule', () => {
  it('is due for the first time after it was declared, and then once at each instant', async () => {
    const schedule = trialSchedule();
    const scheduler = await trial.schedule([schedule]);
    expect(await nextDueOf('trial')).toBe('2026-11-20T12:00');
    await scheduler.runDue();
    expect(schedule.ran).toEqual([]);
    setClocks('2026-11-20T12:00:00+08:00');
    await scheduler.runDue();
    await scheduler.runDue();
    expect(schedule.ran).toEqual(['2026-11-20T12:00']);
    expect(await trial.list('trial')).toEqual(['2026-11-20T12:00 DONE']);
    expect(await nextDueOf('trial')).toBe('2026-11-21T12:00');
  });

  it('keeps its place over a restart, and begins anew with another expression', async () => {
    const before = await trial.schedule([trialSchedule()]);
    await before.stop();
    setClocks('2026-11-20T13:00:00+08:00');
    await trial.schedule([trialSchedule({ title: 'Renamed (试验)' })]);
    expect(await nextDueOf('trial')).toBe('2026-11-20T12:00');
    await trial.schedule([trialSchedule({ cron: '30 12 * * *' })]);
    expect(await nextDueOf('trial')).toBe('2026-11-21T12:30');
  });

  it('that is declared no more is due no more, and begins anew when it is declared again', async () => {
    await trial.schedule([trialSchedule()]);
    const schedule = trialSchedule();
    const without = await trial.schedule([]);
    setClocks('2026-11-22T13:00:00+08:00');
    await without.runDue();
    expect(await trial.list('trial')).toEqual([]);
    const again = await trial.schedule([schedule]);
    await again.runDue();
    expect(await nextDueOf('trial')).toBe('2026-11-23T12:00');
    expect(schedule.ran).toEqual([]);
  });

  it('that fails keeps no other from becoming due', async () => {
    const broken = trialSchedule({
      code: 'broken',
      action: () => Promise.reject(new RangeError('broken')),
    });
    const sound = trialSchedule({ code: 'sound' });
    const scheduler = await trial.schedule([broken, sound]);
    setClocks('2026-11-20T12:00:00+08:00');
    await scheduler.runDue();
    expect(sound.ran).toEqual(['2026-11-20T12:00']);
    expect(await trial.list('broken')).toEqual(['2026-11-20T12:00 OPEN']);
  });
});

describe('F30: what was missed', () => {
  const offFor = {
    minute: '2026-11-20T12:01:00+08:00',
    hour: '2026-11-20T13:00:00+08:00',
    days: '2026-11-23T13:00:00+08:00',
  };
  const noon = '2026-11-20T12:00';

  it.each<[CatchUp, keyof typeof offFor, readonly string[]]>([
    ['all', 'minute', [`${noon} DONE`]],
    ['latest', 'minute', [`${noon} DONE`]],
    ['skip', 'minute', [`${noon} DONE`]],
    ['all', 'hour', [`${noon} DONE`]],
    ['latest', 'hour', [`${noon} DONE`]],
    ['skip', 'hour', [`${noon} SKIPPED`]],
    ['all', 'days', ['20', '21', '22', '23'].map((day) => `2026-11-${day}T12:00 DONE`)],
    ['latest', 'days', [...['20', '21', '22'].map((day) => `2026-11-${day}T12:00 SKIPPED`), '2026-11-23T12:00 DONE']],
    ['skip', 'days', ['20', '21', '22', '23'].map((day) => `2026-11-${day}T12:00 SKIPPED`)],
  ])('under %s, with the scheduler off for a %s', async (catchUp, off, expected) => {
    const scheduler = await trial.schedule([trialSchedule({ catchUp })]);
    setClocks(offFor[off]);
    await scheduler.runDue();
    expect(await trial.list('trial')).toEqual(expected);
    const reasons = (await trial.occurrences.list('trial')).map(({ state, reason }) => [state, reason]);
    for (const [state, reason] of reasons) expect(reason).toBe(state === 'SKIPPED' ? 'MISSED' : undefined);
  });

  it('is made up for in the order of its instants', async () => {
    const schedule = trialSchedule({ cron: '0 * * * *' });
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-11-23T10:30:00+08:00');
    await scheduler.runDue();
    expect(schedule.ran).toHaveLength(72);
    expect(schedule.ran).toEqual([...schedule.ran].sort());
  });

  it('is written down in pieces when it is very much, and of all only the last one runs', async () => {
    const schedule = trialSchedule({ cron: '*/10 * * * *', catchUp: 'latest' });
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-11-24T10:05:00+08:00');
    await scheduler.runDue();
    expect(await trial.list('trial')).toHaveLength(4 * 144);
    expect(schedule.ran).toEqual(['2026-11-24T10:00']);
  });
});

describe('F25: a clock that jumps', () => {
  it('back makes nothing twice', async () => {
    const schedule = trialSchedule();
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-11-20T12:00:01+08:00');
    await scheduler.runDue();
    for (const back of ['2026-11-20T11:59:59+08:00', '2026-11-20T11:00:00+08:00', '2026-11-20T12:00:00+08:00']) {
      setClocks(back);
      await scheduler.realign();
      await scheduler.runDue();
    }
    expect(schedule.ran).toEqual(['2026-11-20T12:00']);
    expect(await nextDueOf('trial')).toBe('2026-11-21T12:00');
  });

  it('ten years ahead and back leaves no schedule asleep for ten years', async () => {
    const schedule = trialSchedule({ catchUp: 'latest' });
    const scheduler = await trial.schedule([schedule]);
    setClocks('2036-11-20T10:00:00+08:00');
    await scheduler.runDue();
    expect(schedule.ran).toEqual(['2036-11-19T12:00']);
    setClocks('2026-11-20T10:00:01+08:00');
    await scheduler.realign();
    expect(await nextDueOf('trial')).toBe('2026-11-20T12:00');
    setClocks('2026-11-20T12:00:00+08:00');
    await scheduler.runDue();
    // The wrong clock had skipped it
    expect(schedule.ran).toEqual(['2036-11-19T12:00', '2026-11-20T12:00']);
    expect(await nextDueOf('trial')).toBe('2026-11-21T12:00');
  });

  it('an hour ahead makes what is due by it, once', async () => {
    const schedule = trialSchedule({ cron: '0 * * * *' });
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-11-20T11:30:00+08:00');
    await scheduler.runDue();
    setClocks('2026-11-20T10:30:00+08:00');
    await scheduler.realign();
    await scheduler.runDue();
    setClocks('2026-11-20T11:00:00+08:00');
    await scheduler.runDue();
    expect(schedule.ran).toEqual(['2026-11-20T11:00']);
  });
});

describe('F29: several schedulers on one store', () => {
  it.each([2, 3])('%i of them make each occurrence once, and run it once', async (count) => {
    const ran: string[] = [];
    const definition = trialSchedule({
      cron: '*/5 * * * *',
      action: ({ id }) => {
        ran.push(id);
        return Promise.resolve();
      },
    });
    const others = trialSchedule({ code: 'weekly', cron: '0 12 * * 5', holidayRule: 'previous-working-day' });
    const schedulers = await Promise.all(Array.from({ length: count }, () => trial.schedule([definition, others])));
    for (const instant of ['10:05', '10:06', '10:40', '12:00', '12:01', '15:00']) {
      setClocks(`2026-11-20T${instant}:00+08:00`);
      await Promise.all(schedulers.map((scheduler) => scheduler.runDue()));
    }
    await Promise.all(schedulers.map((scheduler) => scheduler.runDue()));
    const made = await trial.list('trial');
    expect(made).toHaveLength(60);
    expect(new Set(made).size).toBe(60);
    expect(made.every((line) => line.endsWith('DONE'))).toBe(true);
    expect(ran).toHaveLength(60);
    expect(new Set(ran).size).toBe(60);
    expect(await trial.list('weekly')).toEqual(['2026-11-20T12:00 DONE']);
  });
});

describe('holidays', () => {
  it('that move several days to one make one occurrence', async () => {
    trial.clock.set('2026-09-30T10:00:00+08:00');
    const schedule = trialSchedule({ holidayRule: 'next-working-day' });
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-10-09T11:00:00+08:00');
    await scheduler.runDue();
    expect(schedule.ran).toEqual(['2026-09-30T12:00', '2026-10-08T12:00']);
    setClocks('2026-10-09T12:00:00+08:00');
    await scheduler.runDue();
    expect(schedule.ran.at(-1)).toBe('2026-10-09T12:00');
  });

  it('that move an instant before the declaration do not make it due at once', async () => {
    // Friday 2 October 2026 is moved to Wednesday 30 September
    trial.clock.set('2026-09-30T20:00:00+08:00');
    const schedule = trialSchedule({ cron: '0 12 * * 5', holidayRule: 'previous-working-day' });
    const scheduler = await trial.schedule([schedule]);
    await scheduler.runDue();
    expect(schedule.ran).toEqual([]);
    expect(await nextDueOf('trial')).toBe('2026-10-09T12:00');
  });
});

describe('F28: beyond the holiday tables', () => {
  const newYear = { cron: '0 12 * * 5', holidayRule: 'previous-working-day' } as const;
  const year2027 = { year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: [] };

  async function load2027(): Promise<void> {
    const row = {
      _id: 'CN-2027',
      jurisdiction: 'CN',
      ...year2027,
      source: 'LOADED',
      revision: 1,
      loadedAt: trial.clock.now(),
    } as const;
    await trial.store.withTransaction((session) => new HolidayYearRepository(trial.store).replace(row, session));
  }

  async function alarms(): Promise<(string | number | boolean | undefined)[]> {
    const found = await new NotificationRepository(trial.store).collection.find({ kind: 'N-40' }).toArray();
    return found.map(({ data }) => data?.['state']);
  }

  it('the tables of this release end with 2026', () => {
    expect(defaultHolidayYears().at(-1)?.year).toBe(2026);
  });

  it('a schedule waits where it is, is told of once, and guesses nothing', async () => {
    trial.clock.set('2026-12-25T11:00:00+08:00');
    const schedule = trialSchedule(newYear);
    const scheduler = await trial.schedule([schedule]);
    setClocks('2026-12-25T12:00:00+08:00');
    await scheduler.runDue();
    await scheduler.realign();
    await scheduler.realign();
    expect(schedule.ran).toEqual(['2026-12-25T12:00']);
    expect(await nextDueOf('trial')).toBeUndefined();
    expect(await alarms()).toEqual(['BLOCKED']);
    setClocks('2027-01-03T12:00:00+08:00');
    await scheduler.realign();
    await scheduler.runDue();
    expect(schedule.ran).toHaveLength(1);
    expect(await alarms()).toEqual(['BLOCKED']);
  });

  it('and catches up when the table is loaded', async () => {
    trial.clock.set('2026-12-25T12:30:00+08:00');
    const schedule = trialSchedule(newYear);
    const scheduler = await trial.schedule([schedule]);
    setClocks('2027-01-09T12:00:00+08:00');
    await load2027();
    await scheduler.realign();
    await scheduler.runDue();
    expect(schedule.ran).toEqual(['2026-12-31T12:00', '2027-01-08T12:00']);
  });

  it('is no matter while the instant is months away', async () => {
    await trial.schedule([trialSchedule({ cron: '0 8 1 3 *', holidayRule: 'next-working-day' })]);
    expect(await nextDueOf('trial')).toBeUndefined();
    expect(await alarms()).toEqual([]);
  });

  it('a corrected table moves what is still to come', async () => {
    const scheduler = await trial.schedule([trialSchedule({ ...newYear, cron: '0 18 * * 5' })]);
    expect(await nextDueOf('trial')).toBe('2026-11-20T18:00');
    const table = defaultHolidayYears().find(({ year }) => year === 2026);
    const row = {
      _id: 'CN-2026',
      jurisdiction: 'CN',
      year: 2026,
      holidays: { ...table?.holidays, '2026-11-27': '临时放假' },
      workdays: table?.workdays ?? [],
      source: 'LOADED',
      revision: 2,
      loadedAt: trial.clock.now(),
    } as const;
    setClocks('2026-11-20T18:00:00+08:00');
    await scheduler.runDue();
    await trial.store.withTransaction((session) => new HolidayYearRepository(trial.store).replace(row, session));
    await scheduler.realign();
    expect(await nextDueOf('trial')).toBe('2026-11-26T18:00');
  });
});

describe('F27: zones whose clocks change', () => {
  it('a time of day that is leapt over is due once, and an hourly schedule every hour', async () => {
    trial.clock.set('2027-03-14T05:00:00Z');
    const daily = trialSchedule({ code: 'daily', cron: '30 2 * * *', timeZone: 'America/New_York' });
    const hourly = trialSchedule({ code: 'hourly', cron: '30 * * * *', timeZone: 'America/New_York' });
    const scheduler = await trial.schedule([daily, hourly]);
    for (let minutes = 0; minutes <= 240; minutes += 10) {
      setClocks(new Date(Date.parse('2027-03-14T05:00:00Z') + minutes * 60_000).toISOString());
      await scheduler.runDue();
    }
    const instants = async (code: string): Promise<string[]> =>
      (await trial.occurrences.list(code)).map(({ dueAt }) => dueAt.toISOString().slice(11, 16));
    expect(await instants('daily')).toEqual(['07:00']);
    expect(await instants('hourly')).toEqual(['05:30', '06:30', '07:30', '08:30']);
  });

  it('a time that is shown twice is due once, and an hourly schedule in both hours', async () => {
    trial.clock.set('2027-11-07T04:45:00Z');
    const daily = trialSchedule({ code: 'daily', cron: '30 1 * * *', timeZone: 'America/New_York' });
    const hourly = trialSchedule({ code: 'hourly', cron: '30 * * * *', timeZone: 'America/New_York' });
    const scheduler = await trial.schedule([daily, hourly]);
    setClocks('2027-11-07T08:00:00Z');
    await scheduler.runDue();
    expect(await trial.list('daily')).toHaveLength(1);
    expect(await trial.list('hourly')).toHaveLength(3);
  });
});
