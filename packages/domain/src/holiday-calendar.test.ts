import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-date.js';
import { defaultHolidayCalendar, defaultHolidayYears } from './default-holidays.js';
import type { HolidayYear } from './holiday-calendar.js';
import { createHolidayCalendar } from './holiday-calendar.js';

const unknownHolidays = expect.objectContaining({
  code: 'INTERNAL_SERVER_ERROR',
  details: { reason: 'HOLIDAYS_UNKNOWN' },
}) as unknown;

const known = defaultHolidayCalendar();
const { lastKnownDate } = known;

describe('working days', () => {
  it.each([
    ['2026-02-13', true, 'a Friday'],
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2026-02-16', false, 'the eve of the Spring Festival, a Monday'],
    ['2026-02-28', true, 'another worked Saturday'],
    ['2026-03-01', false, 'a Sunday'],
    ['2026-10-07', false, 'the last day of the National Day holiday'],
    ['2026-10-08', true, 'the day after it'],
    ['2004-01-01', false, 'the first day of the table'],
  ])('%s: %s, %s', (date, expected) => {
    expect(known.isWorkingDay(date)).toBe(expected);
  });

  it('three of them from the eve of the Spring Festival take twelve days', () => {
    expect(known.addWorkingDays('2026-02-13', 3)).toBe('2026-02-25');
  });

  it('begin with the next one, also from a day off', () => {
    expect(known.addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(known.addWorkingDays('2026-11-21', 1)).toBe('2026-11-23');
    expect(known.addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
  });

  it('number 248 in 2026', () => {
    expect(known.addWorkingDays('2025-12-31', 248)).toBe('2026-12-31');
  });

  it.each([
    ['2026-10-01', '2026-10-08', '2026-09-30'],
    ['2026-10-08', '2026-10-08', '2026-10-08'],
    ['2026-02-20', '2026-02-24', '2026-02-14'],
    ['2026-01-01', '2026-01-04', '2025-12-31'],
  ])('next to %s are %s and %s', (date, next, previous) => {
    expect(known.onWorkingDay(date)).toBe(next);
    expect(known.previousWorkingDay(date)).toBe(previous);
  });

  it('are counted by what lies between, without a day off at the end', () => {
    const date = fc.integer({ min: 0, max: 22 * 365 }).map((days) => addDays('2004-01-01', days));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const end = known.addWorkingDays(from, count);
        expect(known.isWorkingDay(end)).toBe(true);
        let between = 0;
        for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) if (known.isWorkingDay(day)) between += 1;
        expect(between).toBe(count);
      }),
    );
  });
});

describe('the horizon', () => {
  it('is the end of a year', () => {
    expect(lastKnownDate).toMatch(/^20\d\d-12-31$/);
    expect(known.isWorkingDay(lastKnownDate)).toBeTypeOf('boolean');
  });

  it.each(['2003-12-31', '2099-01-05'])('%s, without a notice, is an error even on a weekend', (date) => {
    expect(() => known.isWorkingDay(date)).toThrow(unknownHolidays);
    expect(() => known.onWorkingDay(date)).toThrow(unknownHolidays);
    expect(() => known.previousWorkingDay(date)).toThrow(unknownHolidays);
  });

  it('is an error that names the year for a deadline across it', () => {
    expect(() => known.addWorkingDays(lastKnownDate, 1)).toThrow(unknownHolidays);
    expect(() => known.addWorkingDays(lastKnownDate, 1)).toThrow(
      `The holidays of ${Number(lastKnownDate.slice(0, 4)) + 1} are not known`,
    );
    expect(() => known.previousWorkingDay('2004-01-01')).toThrow('The holidays of 2003 are not known');
  });

  it('is no excuse for what is no date or no count', () => {
    expect(() => known.isWorkingDay('2026-02-30')).toThrow(RangeError);
    expect(() => known.addWorkingDays('2026-02-13', -1)).toThrow(RangeError);
    expect(() => known.addWorkingDays('2026-02-13', 1.5)).toThrow(RangeError);
  });
});

describe('a calendar of other years', () => {
  const next: HolidayYear = { year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: ['2027-01-02'] };

  it('goes on where a notice was added', () => {
    const calendar = createHolidayCalendar([...defaultHolidayYears(), next]);
    expect(calendar.lastKnownDate).toBe('2027-12-31');
    expect(calendar.addWorkingDays('2026-12-31', 1)).toBe('2027-01-02');
    expect([2026, 2027, 2028].map((year) => calendar.knowsYear(year))).toEqual([true, true, false]);
  });

  it('does not guess in a gap', () => {
    const calendar = createHolidayCalendar([next, { ...next, year: 2029 }]);
    expect(calendar.lastKnownDate).toBe('2029-12-31');
    expect(() => calendar.isWorkingDay('2028-01-03')).toThrow(unknownHolidays);
  });

  it('takes the later of two tables of a year', () => {
    const corrected = createHolidayCalendar([next, { ...next, workdays: [] }]);
    expect(corrected.isWorkingDay('2027-01-02')).toBe(false);
  });

  it('has at least one year', () => {
    expect(() => createHolidayCalendar([])).toThrow(RangeError);
  });
});
