import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-expression.js';
import { nextDue } from './next-due.js';

function next(cron: string, timeZone: string, after: string): string | undefined {
  return nextDue({ cron: parseCron(cron), timeZone }, new Date(after))
    ?.toISOString()
    .replace(':00.000Z', 'Z');
}

function list(cron: string, timeZone: string, after: string, count: number): (string | undefined)[] {
  const found = [next(cron, timeZone, after)];
  while (found.length < count) found.push(next(cron, timeZone, found.at(-1) ?? ''));
  return found;
}

const shanghai = 'Asia/Shanghai';
const newYork = 'America/New_York';

describe('the next due instant', () => {
  it.each([
    ['every Friday at noon', '0 12 * * 5', '2026-11-22T00:00Z', '2026-11-27T04:00Z'],
    ['the 20th of the month', '0 9 20 * *', '2026-11-20T01:00Z', '2026-12-20T01:00Z'],
    ['a quarter', '0 8 10 1,4,7,10 *', '2026-10-10T00:00Z', '2027-01-10T00:00Z'],
    ['New Year in Shanghai, still December in UTC', '0 0 1 1 *', '2026-12-31T15:59Z', '2026-12-31T16:00Z'],
    ['the last minute of the year', '59 23 31 12 *', '2026-12-31T15:59Z', '2027-12-31T15:59Z'],
    ['29 February', '0 0 29 2 *', '2026-01-01T00:00Z', '2028-02-28T16:00Z'],
    ['29 February after one', '0 0 29 2 *', '2028-02-28T16:00Z', '2032-02-28T16:00Z'],
    ['the 15th or a Friday, whichever is first', '0 0 15 * 5', '2026-11-09T00:00Z', '2026-11-12T16:00Z'],
    ['the 15th or a Friday, after the Friday', '0 0 15 * 5', '2026-11-12T16:00Z', '2026-11-14T16:00Z'],
    [
      'odd days that are a Monday, for a star is no restriction',
      '0 0 */2 * 1',
      '2026-11-22T16:00Z',
      '2026-12-06T16:00Z',
    ],
    ['Sunday as 7', '0 0 * * 7', '2026-11-22T00:00Z', '2026-11-28T16:00Z'],
  ])('%s', (_, cron, after, due) => {
    expect(next(cron, shanghai, after)).toBe(due);
  });

  it('is strictly later, to the millisecond', () => {
    expect(next('0 12 * * *', 'UTC', '2026-11-22T11:59:59.999Z')).toBe('2026-11-22T12:00Z');
    expect(next('0 12 * * *', 'UTC', '2026-11-22T12:00:00.000Z')).toBe('2026-11-23T12:00Z');
    expect(next('0 12 * * *', 'UTC', '2026-11-22T12:00:00.001Z')).toBe('2026-11-23T12:00Z');
  });

  it('leaves out the months that have no 31st', () => {
    expect(list('0 9 31 * *', 'UTC', '2027-01-01T00:00Z', 7).map((due) => due?.slice(0, 7))).toEqual(
      ['01', '03', '05', '07', '08', '10', '12'].map((month) => `2027-${month}`),
    );
  });

  it.each(['0 0 30 2 *', '0 0 31 2,4,6,9,11 *'])('never comes for %s', (cron) => {
    expect(next(cron, shanghai, '2026-01-01T00:00Z')).toBeUndefined();
  });

  it('is looked for five years ahead, which 2100 without its 29 February exceeds', () => {
    expect(next('0 0 29 2 *', 'UTC', '2095-03-01T00:00Z')).toBe('2096-02-29T00:00Z');
    expect(next('0 0 29 2 *', 'UTC', '2096-03-01T00:00Z')).toBeUndefined();
  });

  it('wants a zone that exists and a date that is one', () => {
    expect(() => next('0 0 * * *', 'Asia/Beijing', '2026-01-01T00:00Z')).toThrow('IANA name like Asia/Shanghai');
    expect(() => next('0 0 * * *', 'UTC', 'yesterday')).toThrow(RangeError);
  });
});

describe('where the clock leaps ahead (New York, 2027-03-14, 02:00 becomes 03:00)', () => {
  const eve = '2027-03-14T00:00Z';

  it('a time of day within the leap is due at the first instant after it, and on other days at its time', () => {
    expect(list('30 2 * * *', newYork, '2027-03-13T00:00Z', 3)).toEqual([
      '2027-03-13T07:30Z',
      '2027-03-14T07:00Z',
      '2027-03-15T06:30Z',
    ]);
  });

  it('several times within the leap, and the one at its end, are due once', () => {
    expect(list('*/15 2,3 * * *', newYork, eve, 3)).toEqual([
      '2027-03-14T07:00Z',
      '2027-03-14T07:15Z',
      '2027-03-14T07:30Z',
    ]);
  });

  it('an hourly schedule stays hourly', () => {
    expect(list('30 * * * *', newYork, '2027-03-14T06:00Z', 2)).toEqual(['2027-03-14T06:30Z', '2027-03-14T07:30Z']);
  });

  it('a step leaves out the hour that is not there', () => {
    expect(list('0 */2 14 3 *', newYork, eve, 2)).toEqual(['2027-03-14T05:00Z', '2027-03-14T08:00Z']);
  });
});

describe('where the clock is set back (New York, 2027-11-07, 02:00 becomes 01:00)', () => {
  const eve = '2027-11-07T04:00Z';

  it('a time of day is due the first time only', () => {
    expect(list('30 1 * * *', newYork, eve, 2)).toEqual(['2027-11-07T05:30Z', '2027-11-08T06:30Z']);
    expect(next('30 1 * * *', newYork, '2027-11-07T06:10Z')).toBe('2027-11-08T06:30Z');
  });

  it('an hourly schedule is due in both hours', () => {
    expect(list('30 * * * *', newYork, eve, 4)).toEqual([
      '2027-11-07T04:30Z',
      '2027-11-07T05:30Z',
      '2027-11-07T06:30Z',
      '2027-11-07T07:30Z',
    ]);
  });
});

describe('odd zones', () => {
  it('Lord Howe moves by half an hour', () => {
    expect(list('15 2 * * *', 'Australia/Lord_Howe', '2026-10-02T20:00Z', 2)).toEqual([
      '2026-10-03T15:30Z',
      '2026-10-04T15:15Z',
    ]);
  });

  it('Newfoundland was set back across midnight, and showed the evening before once more', () => {
    expect(list('30 * * * *', 'America/St_Johns', '2010-11-07T01:45Z', 3)).toEqual([
      '2010-11-07T02:00Z',
      '2010-11-07T03:00Z',
      '2010-11-07T04:00Z',
    ]);
    expect(list('0,30 23,0 * * *', 'America/St_Johns', '2010-11-07T01:45Z', 3)).toEqual([
      '2010-11-07T02:00Z',
      '2010-11-07T02:30Z',
      '2010-11-07T04:00Z',
    ]);
  });

  it('Samoa left out a day', () => {
    expect(list('0 9 * * *', 'Pacific/Apia', '2011-12-29T00:00Z', 3)).toEqual([
      '2011-12-29T19:00Z',
      '2011-12-30T10:00Z',
      '2011-12-30T19:00Z',
    ]);
  });
});
