import { createHolidayCalendar, defaultHolidayCalendar } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { closeOf, firstDayOf, weekStateAt } from './week-close.js';

const calendar = defaultHolidayCalendar();
const inShanghai = (time: string): Date => new Date(`${time}+08:00`);

describe('the close of a week', () => {
  it.each([
    ['an ordinary Friday', '2026-W47', '2026-11-20'],
    ['the last working day before the Dragon Boat Festival', '2026-W25', '2026-06-18'],
    ['the last working day before Mid-Autumn', '2026-W39', '2026-09-24'],
    ['the last working day before National Day, which began on Thursday', '2026-W40', '2026-09-30'],
    [
      'in the week before where all of it is off: the make-up Saturday before the Spring Festival',
      '2026-W08',
      '2026-02-14',
    ],
    ['in the year before, at New Year', '2026-W01', '2025-12-31'],
  ])('is %s', (_what, week, day) => {
    expect(closeOf(week, calendar)).toEqual(inShanghai(`${day}T18:00:00`));
  });

  it('is at six o’clock in Shanghai, to the millisecond', () => {
    expect(weekStateAt('2026-W47', inShanghai('2026-11-20T17:59:59.999'), calendar)).toBe('OPEN');
    expect(weekStateAt('2026-W47', new Date('2026-11-20T10:00:00Z'), calendar)).toBe('CLOSED');
  });

  it('is not guessed where the holidays are not known, but Friday evening is past it in any case', () => {
    const unknowing = createHolidayCalendar([{ year: 2025, holidays: {}, workdays: [] }]);
    expect(closeOf('2026-W47', unknowing)).toBeUndefined();
    expect(weekStateAt('2026-W47', inShanghai('2026-11-18T09:00:00'), unknowing)).toBe('UNKNOWN');
    expect(weekStateAt('2026-W47', inShanghai('2026-11-20T17:59:00'), unknowing)).toBe('UNKNOWN');
    expect(weekStateAt('2026-W47', inShanghai('2026-11-20T18:00:00'), unknowing)).toBe('CLOSED');
    // New Year's Friday: the way back leads into a year that is not known
    const young = createHolidayCalendar([{ year: 2026, holidays: { '2026-01-02': '元旦' }, workdays: [] }]);
    expect(closeOf('2026-W01', young)).toBeUndefined();
  });
});

describe('the first day for a return', () => {
  it('is the Monday, or the day it closes where a holiday puts that before', () => {
    expect(firstDayOf('2026-W47', calendar)).toBe('2026-11-16');
    expect(firstDayOf('2026-W40', calendar)).toBe('2026-09-28');
    expect(firstDayOf('2026-W08', calendar)).toBe('2026-02-14');
    expect(firstDayOf('2031-W08', calendar)).toBe('2031-02-17');
  });
});
