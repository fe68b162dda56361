import { describe, expect, it } from 'vitest';
import { clockFrom, systemClock } from './clock.js';

describe('a clock with a start of its own', () => {
  it('runs on from its start at true speed, also across midnight in Shanghai', () => {
    let trueNow = new Date('2026-11-22T04:00:00Z');
    const clock = clockFrom(new Date('2031-12-31T15:59:59Z'), () => trueNow);
    expect([clock.now(), clock.today()]).toEqual([new Date('2031-12-31T15:59:59Z'), '2031-12-31']);
    trueNow = new Date('2026-11-22T04:00:01.500Z');
    expect([clock.now(), clock.today()]).toEqual([new Date('2031-12-31T16:00:00.500Z'), '2032-01-01']);
  });

  it('may start in the past', () => {
    const clock = clockFrom(new Date('2020-01-01T00:00:00Z'), () => new Date('2026-11-22T04:00:00Z'));
    expect(clock.now()).toEqual(new Date('2020-01-01T00:00:00Z'));
  });

  it('runs by the system’s unless told otherwise', () => {
    const before = systemClock.now().getTime();
    const shown = clockFrom(new Date(0)).now().getTime();
    expect(shown).toBeGreaterThanOrEqual(0);
    expect(shown).toBeLessThanOrEqual(systemClock.now().getTime() - before);
  });
});
