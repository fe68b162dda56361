import { defaultHolidayYears } from '@hub/domain';
import type { ReportRow } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchedulerPart } from '../create-scheduler.js';
import { crontab } from '../crontab.js';
import type { ScheduleTrial } from '../schedule-trial.fixture.js';
import { atShanghai, startScheduleTrial } from '../schedule-trial.fixture.js';
import { monthUpTo } from './monthly-rollup.js';
import { intakeDayAfter } from './school-intake.js';
import { windowsSince } from './vaccination-due.js';

const year2027 = { year: 2027, holidays: { '2027-01-01': '元旦', '2027-02-06': '春节' }, workdays: [] };
const villages = ['330921200001', '330921200002', '330921200003'] as const;
const personId = (digit: string): string => `p${digit.repeat(32)}`;

let trial: ScheduleTrial;
beforeEach(async () => {
  trial = await startScheduleTrial([...defaultHolidayYears(), year2027]);
});
afterEach(() => trial.stop());

async function begin(...codes: string[]): Promise<SchedulerPart> {
  return trial.schedule(crontab.filter(({ code }) => codes.includes(code)));
}

/** Goes on to an instant in Shanghai and runs what is due. */
async function goTo(scheduler: SchedulerPart, instant: string): Promise<void> {
  trial.clock.set(atShanghai(instant).toISOString());
  await scheduler.runDue();
}

async function told(kind: string): Promise<Readonly<Record<string, unknown>>[]> {
  return (await trial.issued(kind)).map(({ data }) => ({ ...data }));
}

describe('N-12, children of school age', () => {
  const counts = (...children: number[]): ReportRow[] =>
    children.map((count, index) => {
      const village = villages[index] ?? '';
      return { key: village, data: { regionCode: village, children: count } };
    });

  it('tells each village that changed, with small counts suppressed, and no other', async () => {
    const { reports, asked } = trial.desks.police;
    const scheduler = await begin('school-intake-monthly');
    reports.set('school-intake', counts(25, 4, 12));
    await goTo(scheduler, '2026-12-03T08:00');
    expect(asked).toEqual([
      { path: '/reports/school-intake', asOf: '2026-12-03', parameters: { intakeBy: '2027-08-31' } },
    ]);
    expect(await told('N-12')).toEqual([
      { regionCode: villages[0], children: 25, intakeBy: '2027-08-31' },
      { regionCode: villages[1], children: '<10', intakeBy: '2027-08-31' },
      { regionCode: villages[2], children: 12, intakeBy: '2027-08-31' },
    ]);

    // A change among suppressed counts is none; 3 January is a Sunday
    reports.set('school-intake', counts(31, 7, 12));
    await goTo(scheduler, '2027-01-03T08:00');
    expect(await told('N-12')).toHaveLength(3);
    await goTo(scheduler, '2027-01-04T08:00');
    const [, , , changed, ...others] = await trial.issued('N-12');
    expect(others).toEqual([]);
    expect(changed).toMatchObject({
      number: 'N-12/police-education/2027/000001',
      data: { regionCode: villages[0], children: 31 },
      former: { number: 'N-12/police-education/2026/000001', change: { children: 6 } },
    });
    expect((await trial.occurrences.findLast('school-intake-monthly'))?.counts).toEqual({
      rows: 3,
      issued: 1,
      unchanged: 2,
    });
  });

  it('tells a village that has none left, once', async () => {
    const scheduler = await begin('school-intake-monthly');
    trial.desks.police.reports.set('school-intake', counts(25, 14));
    await goTo(scheduler, '2026-12-03T08:00');
    trial.desks.police.reports.set('school-intake', counts(25));
    await goTo(scheduler, '2027-01-04T08:00');
    await goTo(scheduler, '2027-02-03T08:00');
    expect((await told('N-12')).slice(2)).toEqual([{ regionCode: villages[1], children: 0, intakeBy: '2027-08-31' }]);
  });

  it('begins anew with the next intake, whatever was told of the last', async () => {
    const scheduler = await begin('school-intake-monthly');
    trial.desks.police.reports.set('school-intake', counts(25, 14));
    await goTo(scheduler, '2027-08-03T08:00');
    trial.desks.police.reports.set('school-intake', counts(25));
    await goTo(scheduler, '2027-09-03T08:00');
    expect((await told('N-12')).slice(2)).toEqual([{ regionCode: villages[0], children: 25, intakeBy: '2028-08-31' }]);
  });

  it.each([
    ['2027-01-04', '2027-08-31'],
    ['2027-08-31', '2027-08-31'],
    ['2027-09-01', '2028-08-31'],
  ])('on %s looks to %s', (date, intakeBy) => {
    expect(intakeDayAfter(date)).toBe(intakeBy);
  });

  it('is told before intake on the first working day of March, with what changed', async () => {
    trial.desks.police.reports.set('school-intake', counts(25));
    const scheduler = await begin('school-intake-yearly');
    await goTo(scheduler, '2027-03-01T08:00');
    expect(await told('N-12')).toHaveLength(1);
  });
});

describe('N-17, children who have stayed three months', () => {
  it('asks about the year before at first, and then about the days since the last time', async () => {
    const { reports, asked } = trial.desks.police;
    reports.set('children-due-for-vaccination', [
      { key: personId('a'), data: { personId: personId('a'), regionCode: villages[0] } },
    ]);
    const scheduler = await begin('vaccination-outreach');
    await goTo(scheduler, '2026-11-21T08:00');
    reports.set('children-due-for-vaccination', []);
    await goTo(scheduler, '2026-11-22T08:00');
    await goTo(scheduler, '2026-11-25T09:00');
    expect(asked.map(({ parameters }) => parameters)).toEqual([
      { since: '2025-11-21', until: '2026-11-22' },
      { since: '2026-11-22', until: '2026-11-23' },
      { since: '2026-11-23', until: '2026-11-26' },
    ]);
    const [bulletin] = await trial.issued('N-17');
    expect(bulletin).toMatchObject({ from: 'police', to: 'family-planning', data: { personId: personId('a') } });
  });

  it('joins its windows over more than a year', () => {
    expect(windowsSince('2024-01-01', '2026-03-01')).toEqual([
      { since: '2024-01-02', until: '2025-01-02' },
      { since: '2025-01-02', until: '2026-01-03' },
      { since: '2026-01-03', until: '2026-03-02' },
    ]);
  });
});

describe('N-23, permits to be endorsed', () => {
  it('asks each day for itself, also for the days on which the hub stood still', async () => {
    const { reports, asked } = trial.desks.police;
    reports.set('permits-due', ({ asOf }) => [
      {
        key: `permit-${asOf.slice(8)}-30`,
        data: {
          permitId: `permit-${asOf.slice(8)}`,
          personId: personId('b'),
          endorsedUntil: '2026-12-31',
          daysLeft: 30,
        },
      },
    ]);
    const scheduler = await begin('permit-reminders');
    await goTo(scheduler, '2026-11-23T12:00');
    expect(asked.map(({ asOf }) => asOf)).toEqual(['2026-11-21', '2026-11-22', '2026-11-23']);
    expect(asked[0]?.parameters).toEqual({ first: 30, second: 7 });
    expect(await told('N-23')).toHaveLength(3);
  });
});

describe('N-31, the weekly return', () => {
  const all = ['weekly-return-reminder', 'weekly-return-open', 'weekly-return-close', 'weekly-return-list'];
  const stations = ['S330921200', 'S330921200001', 'S330921200002'];
  const sent = (...codes: string[]): ReportRow[] =>
    stations.map((key) => ({ key, data: { stationCode: key, submitted: codes.includes(key) } }));

  beforeEach(() => {
    const { reports } = trial.desks.community;
    reports.set(
      'weekly-stations',
      stations.map((key) => ({ key, data: { stationCode: key, regionCode: key.slice(1), departures: 2 } })),
    );
    reports.set('weekly-status', sent());
  });

  it('reminds, opens with what was counted, closes and lists who is late', async () => {
    trial.clock.set(atShanghai('2026-11-27T08:59').toISOString());
    const scheduler = await begin(...all);
    await goTo(scheduler, '2026-11-27T09:00');
    expect(await told('S-06')).toEqual([{ week: '2026-W48', stations: 3, closesAt: '2026-11-27T10:00:00.000Z' }]);

    await goTo(scheduler, '2026-11-27T12:00');
    const opened = await trial.issued('N-31');
    expect(opened.map(({ data }) => data?.['stationCode'])).toEqual(stations);
    expect(opened[1]).toMatchObject({
      from: 'community',
      to: 'community',
      data: { stationCode: 'S330921200001', week: '2026-W48', regionCode: '330921200001', departures: 2 },
      feedbackDue: atShanghai('2026-11-27T18:00'),
      nextStepAt: atShanghai('2026-11-27T18:00'),
    });

    trial.desks.community.reports.set('weekly-status', sent('S330921200'));
    await goTo(scheduler, '2026-11-27T18:00');
    expect(await told('S-07')).toEqual([{ week: '2026-W48', stations: 3, submitted: 1, missing: 2 }]);

    trial.desks.community.reports.set('weekly-status', sent('S330921200', 'S330921200001'));
    await goTo(scheduler, '2026-11-30T10:00');
    expect(await told('S-08')).toEqual([{ stationCode: 'S330921200002', week: '2026-W48' }]);
  });

  it('opens on the working day before a Friday that is a holiday, for the same week', async () => {
    trial.clock.set(atShanghai('2026-09-30T08:00').toISOString());
    const scheduler = await begin('weekly-return-open');
    await goTo(scheduler, '2026-09-30T12:00');
    const [first] = await trial.issued('N-31');
    expect(first).toMatchObject({ data: { week: '2026-W40' }, feedbackDue: atShanghai('2026-09-30T18:00') });
    await goTo(scheduler, '2026-10-09T12:00');
    expect((await told('N-31')).map(({ week }) => week)).toEqual([
      ...stations.map(() => '2026-W40'),
      ...stations.map(() => '2026-W41'),
    ]);
  });

  it('gives until six on the next working day where the hub stood still at the close', async () => {
    trial.clock.set(atShanghai('2026-11-27T08:00').toISOString());
    const scheduler = await begin('weekly-return-reminder', 'weekly-return-open');
    await goTo(scheduler, '2026-11-28T09:00');
    const [first] = await trial.issued('N-31');
    expect(first).toMatchObject({ feedbackDue: atShanghai('2026-11-30T18:00') });
    // A reminder of what is over helps nobody
    expect(await told('S-06')).toEqual([]);
  });
});

describe('N-32, the monthly roll-up', () => {
  const figures = { visits: 5, met: 3, nobody: 1, refused: 1, moved: 0, returns: 2 };

  it('goes by village on the 20th and by township on the 25th, about the same month', async () => {
    trial.desks.community.reports.set(
      'monthly-rollup',
      ['330921200', ...villages].map((key) => ({ key, data: { regionCode: key, ...figures } })),
    );
    trial.clock.set(atShanghai('2026-12-01T08:00').toISOString());
    const scheduler = await begin('rollup-village', 'rollup-township');
    // The 20th is a Sunday, the 25th a Friday
    await goTo(scheduler, '2026-12-20T09:00');
    expect(await told('N-32')).toEqual([]);
    await goTo(scheduler, '2026-12-21T09:00');
    const month = { since: '2026-11-20', until: '2026-12-20' };
    expect(await told('N-32')).toEqual(villages.map((regionCode) => ({ regionCode, ...figures, ...month })));
    await goTo(scheduler, '2026-12-25T09:00');
    expect((await told('N-32')).at(-1)).toEqual({ regionCode: '330921200', ...figures, ...month });
  });

  it.each([
    ['2026-12-20', '2026-11-20', '2026-12-20'],
    ['2026-12-25', '2026-11-20', '2026-12-20'],
    ['2027-01-19', '2026-11-20', '2026-12-20'],
    ['2027-01-20', '2026-12-20', '2027-01-20'],
  ])('of %s is about %s to %s', (date, since, until) => {
    expect(monthUpTo(date)).toEqual({ since, until });
  });
});
