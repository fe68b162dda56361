import { addDays } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { daysOf, fridayOf, mondayOf, parseWeek, weekOf } from './iso-week.js';

describe('a week', () => {
  it.each([
    ['2026-W47', '2026-11-16', '2026-11-20'],
    // The first week of a year holds its 4 January, and may begin in the year before
    ['2026-W01', '2025-12-29', '2026-01-02'],
    ['2026-W53', '2026-12-28', '2027-01-01'],
    ['2027-W01', '2027-01-04', '2027-01-08'],
  ])('%s begins on %s and its Friday is %s', (week, monday, friday) => {
    expect([mondayOf(week), fridayOf(week)]).toEqual([monday, friday]);
    expect(daysOf(week)).toEqual({ since: monday, until: addDays(monday, 7) });
  });

  it('holds each day once, year in, year out', () => {
    for (let day = '2019-12-01'; day < '2028-02-01'; day = addDays(day, 1)) {
      const { since, until } = daysOf(weekOf(day));
      expect(since <= day && day < until, day).toBe(true);
      expect(weekOf(since), day).toBe(weekOf(day));
    }
  });

  it.each(['2026-W47', '2026-W53', '2020-W53'])('may be %s', (week) => {
    expect(parseWeek(week, 'input.week')).toBe(week);
  });

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026-W7', '2026W47', '2026-w47', '0026-W47', '2026-11-20', ''])(
    'may not be %j',
    (week) => {
      expect(() => parseWeek(week, 'input.week')).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          details: { field: 'input.week', reason: 'BAD_WEEK' },
        }) as Error,
      );
    },
  );
});
