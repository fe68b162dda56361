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

/** Longer than a department's feed takes to be noticed and the rules of its bulletins to be asked. */
const quietMs = 400;

/** A figure once it stays the same for a while: what the hub does by itself after a change has been done. */
export async function atRest(read: () => Promise<number>): Promise<number> {
  let figure = await read();
  await eventually(
    async () => {
      const before = figure;
      await pause(quietMs);
      figure = await read();
      return figure === before;
    },
    (isSame) => isSame,
  );
  return figure;
}
