import { callerNames } from '@hub/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNumbers, findNumber, formatNumber } from './number.js';

const numbers = fc.record({
  kind: fc.constantFrom('N-01', 'N-42', 'S-04', 'E-01'),
  from: fc.constantFrom(...callerNames),
  to: fc.constantFrom(...callerNames),
  year: fc.integer({ min: 2000, max: 2999 }),
  serial: fc.integer({ min: 1, max: 10_000_000 }),
});

describe('the number of a bulletin', () => {
  it('names kind, sender, receiver, year and serial', () => {
    const number = { kind: 'N-05', from: 'labor', to: 'police', year: 2026, serial: 123 } as const;
    expect(formatNumber(number)).toBe('N-05/labor-police/2026/000123');
    expect(findNumber('N-05/labor-police/2026/000123')).toEqual(number);
  });

  it('can be read back, whatever hyphens the departments have', () => {
    fc.assert(fc.property(numbers, (number) => void expect(findNumber(formatNumber(number))).toEqual(number)));
  });

  it.each([
    'N-05/labor-police/2026/123',
    'N-05/labor-police/2026/0000123',
    'N-05/labor-nobody/2026/000123',
    'N-05/labor/2026/000123',
    'n-05/labor-police/2026/000123',
    'N-05/labor-police/2026/000123\n',
    '',
  ])('is nothing else: %j', (text) => {
    expect(findNumber(text)).toBeUndefined();
  });

  it('is ordered by year, then by serial, beyond six digits too', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const order = Math.sign(compareNumbers(a, b));
        expect(order).toBe(Math.sign((a.year - b.year) * 1e9 + (a.serial - b.serial)));
      }),
    );
  });
});
