import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-date.js';
import { dateInShanghai } from './clock.js';
import type { Deadline } from './deadline.js';
import { addDeadline, dueInstant } from './deadline.js';
import { defaultHolidayCalendar } from './default-holidays.js';

const calendar = defaultHolidayCalendar();

describe('a deadline', () => {
  it.each<[from: string, count: number, kind: Deadline['kind'], end: string, why: string]>([
    ['2026-02-13', 3, 'working-days', '2026-02-25', 'the Spring Festival lies between'],
    ['2026-02-13', 1, 'working-days', '2026-02-14', 'a Saturday that is worked'],
    ['2026-11-02', 15, 'calendar-days', '2026-11-17', 'a Tuesday'],
    ['2026-09-20', 15, 'calendar-days', '2026-10-08', 'moved out of the National Day holiday'],
    ['2026-11-06', 1, 'calendar-days', '2026-11-09', 'moved off a Saturday'],
    ['2025-08-31', 6, 'months', '2026-02-28', 'a worked Saturday, the last day of the month'],
    ['2026-04-01', 1, 'months', '2026-05-06', 'moved out of the Labour Day holiday'],
    ['2026-01-31', 1, 'months', '2026-02-28', 'clamped to the end of February'],
    ['2024-02-29', 1, 'years', '2025-02-28', 'clamped in a common year'],
    ['2025-10-03', 1, 'years', '2026-10-08', 'moved out of the National Day holiday'],
  ])('that begins on %s and runs for %i %s ends on %s: %s', (from, count, kind, end) => {
    expect(addDeadline(from, { kind, count }, calendar)).toBe(end);
  });

  it.each(['working-days', 'calendar-days', 'months', 'years'] as const)('in %s does not guess in 2027', (kind) => {
    expect(() => addDeadline('2026-12-31', { kind, count: 1 }, calendar)).toThrow('The holidays of 2027 are not known');
  });

  it.each([0, -1, 1.5, NaN])('of %s days is a mistake of the program', (count) => {
    expect(() => addDeadline('2026-02-13', { kind: 'calendar-days', count }, calendar)).toThrow(RangeError);
  });

  it('never ends on a day off, never on the day it begins, and never earlier for a later start or a longer period', () => {
    const from = fc.integer({ min: 0, max: 20 * 365 }).map((days) => addDays('2004-01-01', days));
    const deadline: fc.Arbitrary<Deadline> = fc.oneof(
      fc.record({ kind: fc.constantFrom('working-days', 'calendar-days'), count: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ kind: fc.constant('months'), count: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('years'), count: fc.constant(1) }),
    );
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 40 }), deadline, (start, later, { kind, count }) => {
        const end = addDeadline(start, { kind, count }, calendar);
        expect(calendar.isWorkingDay(end)).toBe(true);
        expect(end > start).toBe(true);
        expect(addDeadline(addDays(start, later), { kind, count }, calendar) >= end).toBe(true);
        expect(addDeadline(start, { kind, count: count + 1 }, calendar) >= end).toBe(true);
      }),
    );
  });
});

describe('the instant a deadline has passed', () => {
  it('is midnight in Shanghai at the end of its day', () => {
    const due = dueInstant('2026-12-31');
    expect(due.toISOString()).toBe('2026-12-31T16:00:00.000Z');
    expect(dateInShanghai(new Date(due.getTime() - 1))).toBe('2026-12-31');
    expect(dateInShanghai(due)).toBe('2027-01-01');
  });

  it('is not told of the years with summer time, nor of what is no date', () => {
    expect(() => dueInstant('1991-07-01')).toThrow(RangeError);
    expect(() => dueInstant('2026-02-30')).toThrow(RangeError);
  });
});
