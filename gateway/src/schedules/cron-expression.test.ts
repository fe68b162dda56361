import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-expression.js';

describe('a cron expression', () => {
  it('has five fields', () => {
    expect(parseCron('  0  12 1-3 *   5 ')).toEqual({
      text: '0 12 1-3 * 5',
      minutes: [0],
      hours: [12],
      daysOfMonth: [1, 2, 3],
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      daysOfWeek: [5],
      eitherDay: true,
      isCadence: false,
    });
  });

  it.each([
    ['*/20', [0, 20, 40]],
    ['5-20/5', [5, 10, 15, 20]],
    ['50-59/4', [50, 54, 58]],
    ['30,5,30', [5, 30]],
    ['58-59,0-1', [0, 1, 58, 59]],
    ['*/59', [0, 59]],
    ['07', [7]],
  ])('reads %s as minutes', (field, minutes) => {
    expect(parseCron(`${field} 1 1 1 *`).minutes).toEqual(minutes);
  });

  it.each([
    ['7', [0]],
    ['0,7', [0]],
    ['5-7', [0, 5, 6]],
    ['0-7', [0, 1, 2, 3, 4, 5, 6]],
    ['*/2', [0, 2, 4, 6]],
    ['*/7', [0]],
    ['1-5', [1, 2, 3, 4, 5]],
  ])('reads %s as days of the week, Sunday being 0 and 7', (field, days) => {
    expect(parseCron(`0 1 * * ${field}`).daysOfWeek).toEqual(days);
  });

  it.each([
    ['1 * * *', false],
    ['1 1 * *', false],
    ['1 * * 1', false],
    ['1 */2 * 1', false],
    ['1 1 * 1', true],
    ['1 1-31/2 * 0-6', true],
  ])('joins the days of "0 %s" by or: %s, which takes two fields without a star', (rest, either) => {
    expect(parseCron(`0 ${rest}`).eitherDay).toBe(either);
  });

  it.each([
    ['*', true],
    ['*/2', true],
    ['8-18/2', true],
    ['0-23', true],
    ['8-18', false],
    ['1,2', false],
    ['2', false],
  ])('takes %s as the hour of a cadence: %s', (hour, isCadence) => {
    expect(parseCron(`0 ${hour} * * *`).isCadence).toBe(isCadence);
  });

  it.each([
    ['60 0 1 1 0', 'The minute of a cron expression takes numbers from 0 to 59'],
    ['0 24 1 1 0', 'The hour of a cron expression takes numbers from 0 to 23'],
    ['0 0 0 1 0', 'The day of month of a cron expression takes numbers from 1 to 31'],
    ['0 0 32 1 0', 'The day of month of a cron expression takes numbers from 1 to 31'],
    ['0 0 1 13 0', 'The month of a cron expression takes numbers from 1 to 12'],
    ['0 0 1 1 8', 'The day of week of a cron expression takes numbers from 0 to 7'],
    ['30-10 0 1 1 0', 'The minute of a cron expression takes numbers from 0 to 59, and ranges that ascend'],
    ['*/0 0 1 1 0', 'The minute of a cron expression has a step of 0'],
    ['0 2/3 1 1 0', 'The hour of a cron expression has a step after a single number; write a range, like 2-23/3'],
    ['0 0 1 JAN 0', 'The month of a cron expression takes numbers, ranges'],
    ['0 0 1 1 MON', 'The day of week of a cron expression takes numbers, ranges'],
    ['0, 0 1 1 0', 'The minute of a cron expression takes numbers, ranges'],
    ['-1 0 1 1 0', 'The minute of a cron expression takes numbers, ranges'],
    ['1.5 0 1 1 0', 'The minute of a cron expression takes numbers, ranges'],
    ['0 0 L 1 0', 'The day of month of a cron expression takes numbers, ranges'],
    ['0 0 ? 1 0', 'The day of month of a cron expression takes numbers, ranges'],
    ['', 'A cron expression has five fields'],
    ['0 0 1 1', 'A cron expression has five fields'],
    ['0 0 0 1 1 0', 'A cron expression has five fields'],
    ['@daily', 'A cron expression has five fields'],
    [`${'1,'.repeat(100)}1 0 1 1 0`, 'A cron expression has five fields'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseCron(text)).toThrow(RangeError);
    expect(() => parseCron(text)).toThrow(message);
  });
});
