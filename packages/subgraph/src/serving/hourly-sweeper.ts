import type { Logger } from '@hub/server';

const hour = 60 * 60 * 1_000;

export interface HourlySweeper {
  /** Resolves when no sweep runs and none will. */
  stop(): Promise<void>;
}

/**
 * Removes what is past its retention, now and every hour. A sweep that fails is logged: the next one makes up for it, and
 * nobody's request waits for either.
 *
 * @param what names in the log what could not be removed
 */
export function startHourlySweeper(what: string, sweep: () => Promise<void>, logger: Logger): HourlySweeper {
  const sweepOnce = (): Promise<void> =>
    sweep().catch((error: unknown) => {
      logger.error({ err: error }, `${what} could not be removed`);
    });
  let sweeping = sweepOnce();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweepOnce);
  }, hour);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return sweeping;
    },
  };
}
