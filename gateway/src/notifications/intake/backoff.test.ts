import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullBackoffMs, taskBackoffMs } from './backoff.js';

describe('waiting', () => {
  it('of a rule grows to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map(taskBackoffMs)).toEqual([5e3, 30e3, 120e3, 600e3, 3_600e3, 3_600e3, 3_600e3]);
  });

  it('for a feed grows from 0.2 s to 30 s, of which chance takes up to half', () => {
    expect([1, 2, 3, 8, 9, 1e9].map((failures) => pullBackoffMs(failures, 0))).toEqual([
      200, 400, 800, 25_600, 3e4, 3e4,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const full = pullBackoffMs(failures, 0);
          const wait = pullBackoffMs(failures, random);
          expect(wait).toBeGreaterThanOrEqual(full / 2);
          expect(wait).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});
