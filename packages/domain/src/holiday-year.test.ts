import { describe, expect, it } from 'vitest';
import { defaultHolidayYears } from './default-holidays.js';
import { HubError } from './errors.js';
import { parseHolidayYear } from './holiday-year.js';

const year = { year: 2027, holidays: { '2027-01-01': '元旦', '2027-01-02': ' 元旦 ' }, workdays: ['2027-01-03'] };

function errorOf(input: unknown): HubError {
  try {
    parseHolidayYear(input, 'input.calendar');
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('The input was taken');
}

describe('a year of holidays', () => {
  it('is read as the notice lists it', () => {
    expect(parseHolidayYear(JSON.parse(JSON.stringify(year)), 'input.calendar')).toEqual({
      ...year,
      holidays: { '2027-01-01': '元旦', '2027-01-02': '元旦' },
    });
  });

  it('may have no weekend that is worked', () => {
    expect(parseHolidayYear({ ...year, workdays: [] }, 'file').workdays).toEqual([]);
  });

  it('is what this release came with, year by year', () => {
    const read = defaultHolidayYears().map((given) => parseHolidayYear(given, 'file'));
    expect(read).toEqual(defaultHolidayYears());
    expect(read.length).toBeGreaterThanOrEqual(23);
  });

  it.each([
    [null, 'input.calendar'],
    [[year], 'input.calendar'],
    ['2027', 'input.calendar'],
    [{ ...year, source: 'x' }, 'input.calendar'],
    [{ ...year, year: '2027' }, 'input.calendar.year'],
    [{ ...year, year: 2027.5 }, 'input.calendar.year'],
    [{ ...year, year: 99_999 }, 'input.calendar.year'],
    [{ ...year, year: 2028 }, 'input.calendar.holidays'],
    [{ ...year, holidays: {} }, 'input.calendar.holidays'],
    [{ ...year, holidays: ['2027-01-01'] }, 'input.calendar.holidays'],
    [{ ...year, holidays: { '2027-02-29': '春节' } }, 'input.calendar.holidays'],
    [{ ...year, holidays: { '2027-1-1': '元旦' } }, 'input.calendar.holidays'],
    [{ ...year, holidays: { '2026-12-31': '元旦' } }, 'input.calendar.holidays'],
    [JSON.parse('{"year":2027,"workdays":[],"holidays":{"__proto__":"x"}}'), 'input.calendar.holidays'],
    [{ ...year, holidays: { '2027-01-01': '' } }, 'input.calendar.holidays.2027-01-01'],
    [{ ...year, holidays: { '2027-01-01': true } }, 'input.calendar.holidays.2027-01-01'],
    [{ ...year, holidays: { '2027-01-01': 'a\u202eb' } }, 'input.calendar.holidays.2027-01-01'],
    [{ ...year, workdays: undefined }, 'input.calendar.workdays'],
    [{ ...year, workdays: '2027-01-03' }, 'input.calendar.workdays'],
    [{ ...year, workdays: ['2027-01-03', '2027-01-03'] }, 'input.calendar.workdays.1'],
    [{ ...year, workdays: ['2027-01-04'] }, 'input.calendar.workdays.0'],
    [{ ...year, workdays: ['2028-01-02'] }, 'input.calendar.workdays.0'],
    [{ ...year, workdays: [20270103] }, 'input.calendar.workdays.0'],
    [{ ...year, workdays: ['2027-01-02'] }, 'input.calendar.workdays'],
  ])('is refused: %j, at %s', (input, field) => {
    const error = errorOf(input);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', details: { field, reason: 'BAD_HOLIDAY_YEAR' } });
    expect(error.message.startsWith(field)).toBe(true);
  });
});
