import { createTask } from 'node-cron';

export interface Ticker {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Calls every second, and does nothing else: what is due stands in the store, and whatever a tick misses the next one finds.
 * A call that is still running when the next second comes is not joined by another.
 */
export function createTicker(onTick: () => Promise<void>): Ticker {
  let ticking: Promise<void> | undefined;
  // node-cron's own guard against overlaps writes a line for each to the console
  const tick = async (): Promise<void> => {
    if (ticking !== undefined) return;
    ticking = onTick().finally(() => {
      ticking = undefined;
    });
    await ticking;
  };
  const task = createTask('* * * * * *', tick, { unref: true, suppressMissedWarning: true });
  return {
    start() {
      void task.start();
    },
    async stop() {
      await task.stop();
    },
  };
}
