import { createHolidayCalendar, defaultHolidayYears } from '@hub/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMissingYear } from '../calendar/missing-year.js';
import { crontab } from '../crontab.js';
import type { ScheduleTrial } from '../schedule-trial.fixture.js';
import { atShanghai, inShanghai, startScheduleTrial } from '../schedule-trial.fixture.js';

describe('N-40, the holiday table of the next year', () => {
  let trial: ScheduleTrial;
  beforeEach(async () => {
    trial = await startScheduleTrial();
  });
  afterEach(() => trial.stop());

  it('is missed every week from 1 November, and from 10 December promises are held up, which is told once', async () => {
    trial.clock.set(atShanghai('2026-10-30T09:00').toISOString());
    const scheduler = await trial.schedule(crontab.filter(({ code }) => code === 'holiday-watch'));
    for (let day = 0; day < 60; day += 1) {
      trial.clock.set(new Date(atShanghai('2026-10-31T08:00').getTime() + day * 86_400_000).toISOString());
      await scheduler.runDue();
    }
    const alarms = await trial.issued('N-40');
    expect(alarms.map(({ issuedAt, data }) => [inShanghai(issuedAt).slice(0, 10), data?.['state']])).toEqual([
      // A Sunday, and the Mondays after it
      ['2026-11-01', 'MISSING'],
      ['2026-11-02', 'MISSING'],
      ['2026-11-09', 'MISSING'],
      ['2026-11-16', 'MISSING'],
      ['2026-11-23', 'MISSING'],
      ['2026-11-30', 'MISSING'],
      ['2026-12-07', 'MISSING'],
      ['2026-12-10', 'BLOCKED'],
    ]);
    expect(alarms[0]).toMatchObject({
      to: 'hub',
      data: { lastKnownDate: '2026-12-31' },
      feedbackDue: atShanghai('2026-12-10T00:00'),
    });
    // Nothing that the alarm asks for is counted in working days that nobody knows
    expect(alarms.at(-1)).toMatchObject({ feedbackDue: atShanghai('2026-12-14T00:00') });
  });
});

describe('the year that is missed', () => {
  const calendar = createHolidayCalendar(defaultHolidayYears());

  it.each([
    ['2026-10-31', undefined],
    ['2026-11-01', { year: 2027, state: 'MISSING' }],
    ['2026-12-09', { year: 2027, state: 'MISSING' }],
    ['2026-12-10', { year: 2027, state: 'BLOCKED' }],
    ['2027-01-05', { year: 2027, state: 'BLOCKED' }],
    ['2025-12-10', undefined],
  ])('on %s', (today, expected) => {
    expect(findMissingYear(today, calendar)).toEqual(expected);
  });
});
