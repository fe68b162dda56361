const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Delays before the 1st, 2nd … attempt; 75 h 35 min 5 s in all (Standard Webhooks, "Deliverability and reliability"). */
export const retryDelaysMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** How much later than its time an attempt may begin, as a part of the delay: so that receivers are not all met at once. */
export const largestJitter = 0.1;

/**
 * When a delivery is attempted again.
 *
 * @param attempts how many were made
 * @param random from 0 up to 1
 * @returns undefined when that was the last
 */
export function nextAttemptAfter(attempts: number, now: Date, random: number): Date | undefined {
  const delay = retryDelaysMs[attempts];
  if (delay === undefined) return undefined;
  return new Date(now.getTime() + Math.floor(delay * (1 + largestJitter * random)));
}
