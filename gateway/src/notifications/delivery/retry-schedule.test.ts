import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.js';
import { largestJitter, nextAttemptAfter, retryDelaysMs } from './retry-schedule.js';

const now = new Date('2026-11-20T02:00:00Z');
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('The retry schedule', () => {
  it('has ten attempts over 75 hours, 35 minutes and 5 seconds', () => {
    expect(retryDelaysMs).toHaveLength(10);
    expect(retryDelaysMs.reduce((sum, delay) => sum + delay, 0)).toBe(((75 * 60 + 35) * 60 + 5) * 1_000);
    expect(nextAttemptAfter(10, now, 0)).toBeUndefined();
  });

  it('never tries earlier than it says, and at most a tenth later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), randoms, (attempts, random) => {
        const delay = (nextAttemptAfter(attempts, now, random)?.getTime() ?? 0) - now.getTime();
        const stated = retryDelaysMs[attempts] ?? 0;
        return delay >= stated && delay <= stated * (1 + largestJitter);
      }),
    );
  });

  it('waits longer after each attempt, whatever the jitter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), randoms, randoms, (attempts, one, other) => {
        const first = nextAttemptAfter(attempts, now, one)?.getTime() ?? Infinity;
        return first < (nextAttemptAfter(attempts + 1, now, other)?.getTime() ?? 0);
      }),
    );
  });
});

describe('Retry-After', () => {
  it.each([
    ['1', 1],
    ['3600', 3_600],
    [' 120 ', 120],
    ['86401', 86_400],
    ['31536000', 86_400],
    ['999999999999999', 86_400],
    ['Fri, 20 Nov 2026 02:01:00 GMT', 60],
    ['Fri, 20 Nov 2099 02:01:00 GMT', 86_400],
  ])('%s is honoured, a day at most', (header, seconds) => {
    expect(readRetryAfter(header, now)).toEqual(new Date(now.getTime() + seconds * 1_000));
  });

  it.each([
    undefined,
    '',
    '0',
    '-1',
    '1.5',
    '1e9',
    '0x10',
    'soon',
    'NaN',
    '9'.repeat(400),
    '2026-11-20',
    'Fri, 20 Nov 2026 02:00:00 GMT',
    'Fri, 99 Nov 2026 02:00:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT',
  ])('%s asks for nothing', (header) => {
    expect(readRetryAfter(header, now)).toBeUndefined();
  });

  it('gives a time within a day, or none, of any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        ),
        (header) => {
          const until = readRetryAfter(header, now)?.getTime();
          return until === undefined || (until > now.getTime() && until <= now.getTime() + 86_400_000);
        },
      ),
    );
  });
});
