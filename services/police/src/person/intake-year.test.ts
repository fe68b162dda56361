import { ageOn } from '@hub/domain';
import { expect, it } from 'vitest';
import { intakeDayOf, intakeYearOf, upcomingIntakeYear } from './intake-year.js';

it.each([
  ['turns six on 31 August', '2020-08-31', 2026],
  ['turns six on 1 September', '2020-09-01', 2027],
  ['turns six on New Year', '2021-01-01', 2027],
  ['turns six on New Year’s Eve', '2020-12-31', 2027],
  ['was born on a leap day, and turns six on 1 March', '2020-02-29', 2026],
])('a child who %s begins school in that year or the next', (_who, birthDate, year) => {
  expect(intakeYearOf(birthDate)).toBe(year);
});

it('is the first year by whose 31 August a child is six, whatever the birthday', () => {
  for (const birthDate of ['2019-08-31', '2019-09-01', '2020-01-01', '2020-02-29', '2020-08-30', '2020-12-31']) {
    const year = intakeYearOf(birthDate);
    expect(ageOn(birthDate, intakeDayOf(year)), birthDate).toBeGreaterThanOrEqual(6);
    expect(ageOn(birthDate, intakeDayOf(year - 1)), birthDate).toBeLessThan(6);
  }
});

it('is kept of children whose intake lies ahead, and of nobody else', () => {
  expect(upcomingIntakeYear('2020-08-31', '2026-12-31')).toBe(2026);
  expect(upcomingIntakeYear('2020-08-31', '2027-01-01')).toBeUndefined();
  expect(upcomingIntakeYear('1990-03-07', '2026-11-22')).toBeUndefined();
  expect(upcomingIntakeYear(undefined, '2026-11-22')).toBeUndefined();
});
