import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  daysBetween,
  isCalendarDate,
  monthsBetween,
  parseCalendarDate,
} from './calendar-date.js';

const dates = fc.nat(daysBetween('1900-01-01', '2100-12-31')).map((days) => addDays('1900-01-01', days));

describe('reading', () => {
  test.each(['2000-02-29', '2024-02-29', '1940-06-01', '1990-05-20', '1900-01-01', '2199-12-31'])(
    '%s is a date',
    (date) => {
      expect(parseCalendarDate(date, 'on')).toBe(date);
    },
  );

  test.each([
    '1900-02-29',
    '2023-02-29',
    '1990-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '２０２６-01-01',
    '',
  ])('%j is none', (input) => {
    expect(isCalendarDate(input)).toBe(false);
    expect(() => parseCalendarDate(input, 'input.arrivedOn')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'input.arrivedOn must be a real date written YYYY-MM-DD',
        details: { field: 'input.arrivedOn', reason: 'BAD_DATE' },
      }),
    );
  });

  test.each(['1899-12-31', '2200-01-01', '0001-01-01', '9999-12-31'])(
    '%s is a date that no register states',
    (date) => {
      expect(isCalendarDate(date)).toBe(true);
      expect(() => parseCalendarDate(date, 'input.until')).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          message: 'input.until must lie in the years 1900 to 2199',
          details: { field: 'input.until', reason: 'BAD_DATE' },
        }),
      );
    },
  );

  test('all days from 1900 to 2100, each one after the last, are 73,414 dates in order', () => {
    let count = 1;
    for (let date = '1900-01-01'; date < '2100-12-31'; count += 1) {
      const next = addDays(date, 1);
      if (!isCalendarDate(next) || next <= date) throw new Error(`${next} follows ${date}`);
      date = next;
    }
    expect(count).toBe(73_414);
  });
});

describe('adding', () => {
  test.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-05-20', 0, '2026-05-20'],
    ['2026-05-20', -12, '2025-05-20'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test('29 February and a year is 28 February, and four years 29 February', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });

  test('days pass month ends, leap days and the Chinese summer time of 1986 to 1991', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('1986-05-03', '1986-05-05')).toBe(2);
    expect(addDays('1986-05-03', 1)).toBe('1986-05-04');
  });

  test('daysBetween undoes addDays', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test('what is no date, no whole number or out of the calendar is a mistake of the program', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2026-01-01', Number.NaN)).toThrow(RangeError);
    expect(() => addYears('9999-06-01', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
  });
});

describe('counting months', () => {
  test.each([
    ['2026-08-31', '2027-02-28', 6],
    ['2026-08-31', '2027-02-27', 5],
    ['2026-05-20', '2026-11-20', 6],
    ['2026-05-20', '2026-11-19', 5],
    ['2026-05-20', '2026-05-20', 0],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-11-20', '2026-05-20', -6],
    ['2026-11-19', '2026-11-18', 0],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });

  test('it is the most that addMonths can add without passing the end', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const months = monthsBetween(from, to);
        expect(addMonths(from, months) <= to).toBe(true);
        expect(addMonths(from, months + 1) > to).toBe(true);
      }),
    );
  });
});

describe('age', () => {
  test.each([
    ['2010-11-22', '2026-11-21', 15],
    ['2010-11-22', '2026-11-22', 16],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-28', 15],
    ['2008-02-29', '2024-02-29', 16],
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-23', '2026-11-22', -1],
  ])('born %s is on %s %i years old', (birthDate, on, age) => {
    expect(ageOn(birthDate, on)).toBe(age);
  });

  test('a year later everyone is exactly one year older, save on a leap day itself', () => {
    fc.assert(
      fc.property(dates, dates, (birthDate, on) => {
        fc.pre(!on.endsWith('-02-29'));
        expect(ageOn(birthDate, addYears(on, 1))).toBe(ageOn(birthDate, on) + 1);
      }),
    );
  });
});
