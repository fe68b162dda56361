import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until what comes is what is waited for; the last answer speaks for itself when the time is over. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
  { withinMs = 20_000 } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let answer = await ask();
  while (!isThere(answer) && performance.now() < deadline) {
    await pause(20);
    answer = await ask();
  }
  return answer;
}
