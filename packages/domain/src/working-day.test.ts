import { describe, expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, lastKnownWorkingDate, onWorkingDay } from './working-day.js';

const unknownHolidays = expect.objectContaining({
  code: 'INTERNAL_SERVER_ERROR',
  details: { reason: 'HOLIDAYS_UNKNOWN' },
}) as unknown;

describe('working days', () => {
  test.each([
    ['2026-02-13', true, 'a Friday'],
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2026-02-16', false, 'the eve of the Spring Festival, a Monday'],
    ['2026-02-28', true, 'another worked Saturday'],
    ['2026-03-01', false, 'a Sunday'],
    ['2026-10-07', false, 'the last day of the National Day holiday'],
    ['2026-10-08', true, 'the day after it'],
    ['2004-01-01', false, 'the first day of the table'],
  ])('%s: %s, %s', (date, expected) => {
    expect(isWorkingDay(date)).toBe(expected);
  });

  test('three working days from the eve of the Spring Festival take twelve days', () => {
    expect(addWorkingDays('2026-02-13', 3)).toBe('2026-02-25');
  });

  test('the first day is the next one, also from a day off', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-21', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
  });

  test('a period that ends on a day off ends on the next working day', () => {
    expect(onWorkingDay('2026-10-01')).toBe('2026-10-08');
    expect(onWorkingDay('2026-10-08')).toBe('2026-10-08');
  });

  test('2026 has 248 working days', () => {
    expect(addWorkingDays('2025-12-31', 248)).toBe('2026-12-31');
  });
});

describe('the horizon', () => {
  test('the table ends with a year', () => {
    expect(lastKnownWorkingDate()).toMatch(/^20\d\d-12-31$/);
    expect(isWorkingDay(lastKnownWorkingDate())).toBeTypeOf('boolean');
  });

  test.each(['2003-12-31', '2099-01-05'])('%s, without a notice, is an error even on a Sunday', (date) => {
    expect(() => isWorkingDay(date)).toThrow(unknownHolidays);
  });

  test('a deadline across the horizon is an error that names the year', () => {
    const last = lastKnownWorkingDate();
    expect(() => addWorkingDays(last, 1)).toThrow(unknownHolidays);
    expect(() => addWorkingDays(last, 1)).toThrow(`The holidays of ${Number(last.slice(0, 4)) + 1} are not known`);
  });

  test('what is no date or no count is a mistake of the program', () => {
    expect(() => isWorkingDay('2026-02-30')).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-13', -1)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-13', 1.5)).toThrow(RangeError);
  });
});
