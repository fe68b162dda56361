import { StartupError } from '../startup-error.js';

/** Something that runs: a department, the gateway, or several of them. Both methods are idempotent. */
export interface Part {
  start(): Promise<unknown>;
  /** May be called while `start` is in flight. */
  stop(): Promise<void>;
}

/**
 * Several parts as one: started in order, stopped in the opposite order. When one cannot start, or `stop` comes in
 * between, those that did start are stopped.
 */
export function combineParts(parts: readonly Part[]): Part {
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  let begun: Part[] = [];

  const startAll = async (): Promise<void> => {
    for (const part of parts) {
      if (stopping !== undefined) throw new StartupError('Stopped before the start was complete');
      begun.push(part);
      await part.start();
    }
  };

  const stopBegun = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const part of begun.toReversed()) await part.stop().catch((error: unknown) => failures.push(error));
    begun = [];
    if (failures.length > 1) throw new AggregateError(failures, 'Several parts failed to stop');
    if (failures.length === 1) throw failures[0];
  };

  const combined: Part = {
    start() {
      if (stopping !== undefined) return stopping.then(() => combined.start());
      starting ??= startAll().catch(async (error: unknown) => {
        // The failure of the start is the one to report; another one on the way down would hide it
        if (stopping === undefined) await stopBegun().catch(() => undefined);
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop() {
      stopping ??= Promise.resolve()
        // Not after the start: a part may wait long in it, and stopping that part ends the wait
        .then(() => Promise.all([stopBegun(), starting?.catch(() => undefined)]))
        .then(() => undefined)
        .finally(() => {
          starting = undefined;
          stopping = undefined;
        });
      return stopping;
    },
  };
  return combined;
}
