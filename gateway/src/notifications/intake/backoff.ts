const second = 1_000;
const minute = 60 * second;
const taskWaits = [5 * second, 30 * second, 2 * minute, 10 * minute] as const;
const longestTaskWait = 60 * minute;

/** How long a rule waits after its `failures`-th failure: 5 s, 30 s, 2 min, 10 min, then every hour. */
export function taskBackoffMs(failures: number): number {
  return taskWaits[failures - 1] ?? longestTaskWait;
}

const firstPullWait = 200;
const longestPullWait = 30 * second;

/**
 * How long a feed that failed so many times in a row is left alone: 0.2 s, doubled up to 30 s, less up to half of it, so
 * that several gateways do not come back at once.
 *
 * @param random from 0 to 1
 */
export function pullBackoffMs(failures: number, random: number): number {
  const wait = Math.min(longestPullWait, firstPullWait * 2 ** Math.min(failures - 1, 20));
  return Math.round(wait * (1 - random / 2));
}
