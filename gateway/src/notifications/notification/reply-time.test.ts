import { createHolidayCalendar, defaultHolidayCalendar } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import type { ReplyTime } from '../kind/define-kind.js';
import { dueOf, stepInstantOf } from './reply-time.js';

const calendar = defaultHolidayCalendar();
const issuedAt = new Date('2026-09-30T15:00:00+08:00');

describe('a reply time', () => {
  it.each<[string, ReplyTime, string]>([
    ['five working days over the national holiday', { workingDays: 5 }, '2026-10-14T00:00:00+08:00'],
    ['one working day', { workingDays: 1 }, '2026-10-09T00:00:00+08:00'],
    ['three days, of which the last is off', { calendarDays: 3 }, '2026-10-09T00:00:00+08:00'],
    ['fifteen days', { calendarDays: 15 }, '2026-10-16T00:00:00+08:00'],
    ['four hours', { minutes: 240 }, '2026-09-30T19:00:00+08:00'],
  ])('of %s ends with its last day', (_what, time, end) => {
    expect(dueOf(time, issuedAt, calendar)).toEqual(new Date(end));
  });

  it('is counted from the business day on which it is issued', () => {
    const justAfterMidnight = new Date('2026-11-17T00:30:00+08:00');
    expect(dueOf({ workingDays: 1 }, justAfterMidnight, calendar)).toEqual(new Date('2026-11-19T00:00:00+08:00'));
  });

  it('beyond the loaded holidays is an error, never a guess', () => {
    const untilYearsEnd = createHolidayCalendar([{ year: 2026, holidays: {}, workdays: [] }]);
    expect(() => dueOf({ workingDays: 5 }, new Date('2026-12-29T10:00:00+08:00'), untilYearsEnd)).toThrow(
      expect.objectContaining({ details: { reason: 'HOLIDAYS_UNKNOWN' } }),
    );
  });
});

describe('a step of the ladder', () => {
  const due = new Date('2026-11-21T00:00:00+08:00');

  it('is taken when the reply is overdue, or with the end of a working day after it', () => {
    expect(stepInstantOf({ level: 'LIAISON', workingDaysAfter: 0 }, due, calendar)).toEqual(due);
    // Overdue with the end of Friday: the first working day after it is Monday
    const township = stepInstantOf({ level: 'TOWNSHIP_CENTRE', workingDaysAfter: 1 }, due, calendar);
    expect(township).toEqual(new Date('2026-11-24T00:00:00+08:00'));
  });
});
