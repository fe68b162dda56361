import { defaultHolidayCalendar } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-expression.js';
import type { HolidayRule, Occurrence } from './holiday-rule.js';
import { applyHolidayRule, holidayRules, nextOccurrence } from './holiday-rule.js';

const calendar = defaultHolidayCalendar();
const timeZone = 'Asia/Shanghai';
const shanghai = (text: string): Date => new Date(`${text}+08:00`);

function occurrencesOf2026(cron: string, holidayRule: HolidayRule): Occurrence[] {
  const timetable = { cron: parseCron(cron), timeZone, holidayRule };
  const found: Occurrence[] = [];
  for (let after = shanghai('2025-12-31T23:59'); ;) {
    // The calendar ends with 2026, and what comes after it has no due instant
    const next = nextOccurrence({ ...timetable, holidayRule: 'none' }, after, calendar);
    if (next === undefined || next.cronInstant >= shanghai('2027-01-01T00:00')) return found;
    const occurrence = nextOccurrence(timetable, after, calendar);
    if (occurrence === undefined) return found;
    found.push(occurrence);
    after = occurrence.cronInstant;
  }
}

describe('the weekly feedback, Fridays at noon or on the working day before', () => {
  const fridays = occurrencesOf2026('0 12 * * 5', 'previous-working-day');

  it('moves on six Fridays of 2026 and on no other', () => {
    const moved = fridays.filter(({ cronInstant, dueAt }) => cronInstant.getTime() !== dueAt.getTime());
    expect(moved).toEqual(
      [
        ['2026-01-02', '2025-12-31'],
        ['2026-02-20', '2026-02-14'],
        ['2026-05-01', '2026-04-30'],
        ['2026-06-19', '2026-06-18'],
        ['2026-09-25', '2026-09-24'],
        ['2026-10-02', '2026-09-30'],
      ].map(([friday = '', day = '']) => ({
        cronInstant: shanghai(`${friday}T12:00`),
        dueAt: shanghai(`${day}T12:00`),
      })),
    );
  });

  it('has an occurrence in each of the 52 weeks', () => {
    expect(fridays).toHaveLength(52);
    expect(new Set(fridays.map(({ dueAt }) => dueAt.getTime())).size).toBe(52);
  });
});

describe('a monthly roll-up, on the 20th or the working day after', () => {
  it('moves off weekends and holidays, and not off a Sunday that is worked', () => {
    const days = occurrencesOf2026('0 9 20 * *', 'next-working-day').map(({ dueAt }) =>
      dueAt.toISOString().slice(0, 16),
    );
    expect(days).toEqual(
      [
        '2026-01-20',
        '2026-02-24',
        '2026-03-20',
        '2026-04-20',
        '2026-05-20',
        '2026-06-22',
        '2026-07-20',
        '2026-08-20',
        '2026-09-20',
        '2026-10-20',
        '2026-11-20',
        '2026-12-21',
      ].map((day) => `${day}T01:00`),
    );
  });
});

describe('the holiday rule', () => {
  it('leaves a working day, and every day where there is none, as it is', () => {
    const working = shanghai('2026-11-20T12:00');
    for (const rule of holidayRules) expect(applyHolidayRule(working, rule, timeZone, calendar)).toEqual(working);
    const sunday = shanghai('2026-11-22T12:00');
    expect(applyHolidayRule(sunday, 'none', timeZone, calendar)).toEqual(sunday);
  });

  it('goes by the day on the wall of the schedule', () => {
    // Friday evening in UTC, Saturday morning in Shanghai
    const saturday = new Date('2026-11-20T22:30:00Z');
    expect(applyHolidayRule(saturday, 'next-working-day', timeZone, calendar)).toEqual(shanghai('2026-11-23T06:30'));
    expect(applyHolidayRule(saturday, 'next-working-day', 'UTC', calendar)).toEqual(saturday);
  });

  it('keeps the time on the wall where the offset changes in between', () => {
    const sunday = new Date('2026-11-01T12:00:00-05:00');
    const friday = applyHolidayRule(sunday, 'previous-working-day', 'America/New_York', calendar);
    expect(friday).toEqual(new Date('2026-10-30T12:00:00-04:00'));
  });

  it('gives days off that follow each other one due instant, and goes on after them', () => {
    const timetable = { cron: parseCron('0 9 * * *'), timeZone, holidayRule: 'next-working-day' as const };
    const saturday = nextOccurrence(timetable, shanghai('2026-11-20T09:00'), calendar);
    const sunday = nextOccurrence(timetable, saturday?.cronInstant ?? new Date(NaN), calendar);
    const monday = nextOccurrence(timetable, sunday?.cronInstant ?? new Date(NaN), calendar);
    expect([saturday, sunday, monday].map((occurrence) => occurrence?.dueAt)).toEqual(
      Array(3).fill(shanghai('2026-11-23T09:00')),
    );
    expect(monday?.cronInstant).toEqual(monday?.dueAt);
  });

  it('does not guess beyond the calendar', () => {
    const timetable = { cron: parseCron('0 12 * * 5'), timeZone, holidayRule: 'previous-working-day' as const };
    expect(() => nextOccurrence(timetable, shanghai('2026-12-25T12:00'), calendar)).toThrow(
      expect.objectContaining({ details: { reason: 'HOLIDAYS_UNKNOWN' } }),
    );
    const unmoved = nextOccurrence({ ...timetable, holidayRule: 'none' }, shanghai('2026-12-25T12:00'), calendar);
    expect(unmoved?.dueAt).toEqual(shanghai('2027-01-01T12:00'));
    // Of 2 January the year is not known either, though it is a Saturday in any year
    expect(() => applyHolidayRule(shanghai('2027-01-02T12:00'), 'previous-working-day', timeZone, calendar)).toThrow(
      'The holidays of 2027 are not known',
    );
  });

  it('has nothing to move where nothing is due', () => {
    const timetable = { cron: parseCron('0 0 30 2 *'), timeZone, holidayRule: 'next-working-day' as const };
    expect(nextOccurrence(timetable, shanghai('2026-11-22T00:00'), calendar)).toBeUndefined();
  });
});
