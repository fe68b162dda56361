import { describe, expect, it } from 'vitest';
import {
  closingTimeOf,
  firstDayOf,
  lastDayOf,
  parseSchoolYear,
  refuseLaterThanNext,
  refuseOutsideSchoolYear,
  schoolYearOf,
} from './school-year.js';

describe('school year', () => {
  it('turns on 1 September', () => {
    expect(schoolYearOf('2026-08-31')).toBe('2025');
    expect(schoolYearOf('2026-09-01')).toBe('2026');
    expect(schoolYearOf('2026-12-31')).toBe('2026');
    expect(schoolYearOf('2027-01-01')).toBe('2026');
  });

  it('has a first and a last day, both its own', () => {
    expect([firstDayOf('2026'), lastDayOf('2026')]).toEqual(['2026-09-01', '2027-08-31']);
    expect([schoolYearOf(firstDayOf('2026')), schoolYearOf(lastDayOf('2026'))]).toEqual(['2026', '2026']);
  });

  it('is written with the four digits of the year it begins in', () => {
    expect(parseSchoolYear('2026', 'schoolYear')).toBe('2026');
    for (const wrong of ['', '26', '2026/27', '2026-2027', '1999', '2100', '20260', '２０２６', ' 2026']) {
      expect(() => parseSchoolYear(wrong, 'schoolYear')).toThrow(
        expect.objectContaining({ details: { field: 'schoolYear', reason: 'BAD_SCHOOL_YEAR' } }),
      );
    }
  });

  it('draws to its close from 1 June', () => {
    expect(closingTimeOf('2026')).toBe('2027-06-01');
  });

  it('may be the next one at the latest', () => {
    for (const [year, today] of [
      ['2027', '2026-09-01'],
      ['2026', '2026-08-31'],
      ['2020', '2026-08-31'],
    ] as const) {
      expect(() => refuseLaterThanNext(year, today, 'input.schoolYear')).not.toThrow();
    }
    expect(() => refuseLaterThanNext('2027', '2026-08-31', 'input.schoolYear')).toThrow(
      'input.schoolYear must be the next school year, 2026, at the latest',
    );
  });

  it('takes enrolments from a year before its beginning to its last day', () => {
    for (const day of ['2025-09-01', '2026-08-31', '2026-09-01', '2027-08-31']) {
      expect(() => refuseOutsideSchoolYear(day, '2026', 'input.enrolledOn')).not.toThrow();
    }
    for (const day of ['2025-08-31', '2027-09-01']) {
      expect(() => refuseOutsideSchoolYear(day, '2026', 'input.enrolledOn')).toThrow(
        'input.enrolledOn must lie in the school year or the year before it begins: 2025-09-01 to 2027-08-31',
      );
    }
  });
});
