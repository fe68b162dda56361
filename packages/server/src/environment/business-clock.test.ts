import { systemClock } from '@hub/domain';
import { expect, it } from 'vitest';
import { createBusinessClock } from './business-clock.js';
import { readHubEnvironment } from './environment.js';

it('is the system’s clock unless a start is set', () => {
  expect(createBusinessClock(readHubEnvironment({}))).toBe(systemClock);
  const trueNow = new Date('2026-11-22T04:00:00Z');
  expect(createBusinessClock({}, () => trueNow).now()).toEqual(trueNow);
});

it('runs from the start on with the system’s', () => {
  let trueNow = new Date('2026-11-22T04:00:00Z');
  const clock = createBusinessClock(readHubEnvironment({ HUB_CLOCK_START: '2027-01-01T08:00+08:00' }), () => trueNow);
  trueNow = new Date('2026-11-22T05:00:00Z');
  expect(clock.now()).toEqual(new Date('2027-01-01T09:00:00+08:00'));
  expect(clock.today()).toBe('2027-01-01');
});
