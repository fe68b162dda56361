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
  let stopRequested = false;
  let begun: Part[] = [];

  const stopBegun = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const part of begun.reverse()) await part.stop().catch((error: unknown) => failures.push(error));
    begun = [];
    if (failures.length > 0)
      throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'Parts failed to stop');
  };

  const startAll = async (): Promise<void> => {
    for (const part of parts) {
      if (stopRequested) return;
      begun.push(part);
      await part.start();
    }
  };

  return {
    start() {
      starting ??= startAll().catch(async (error: unknown) => {
        // The reason of the start is the one to report; a second failure on the way down would hide it
        await stopBegun().catch(() => undefined);
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop() {
      stopRequested = true;
      stopping ??= (async () => {
        // A part may be waiting for long in its start: stopping the parts ends the wait
        const stopped = stopBegun();
        await starting?.catch(() => undefined);
        await stopped;
        await stopBegun();
      })().finally(() => {
        starting = undefined;
        stopping = undefined;
        stopRequested = false;
      });
      return stopping;
    },
  };
}
