import type { Logger, Part } from '@hub/server';

export interface RepeatedWorkOptions {
  /** What the log calls it when it fails: `overdue receipts could not be seen to`. */
  readonly failure: string;
  readonly everyMs: number;
  /** The signal asks it to end early. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
  readonly logger: Logger;
}

/** Does some work now and again and again, never twice at once. A failure is logged: the next time makes up for it. */
export function createRepeatedWork({ failure, everyMs, work, logger }: RepeatedWorkOptions): Part {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let ending = new AbortController();
  const run = (): void => {
    running ??= work(ending.signal)
      .catch((error: unknown) => {
        logger.error({ err: error }, failure);
      })
      .then(() => {
        running = undefined;
      });
  };
  return {
    start() {
      if (timer === undefined) {
        ending = new AbortController();
        timer = setInterval(run, everyMs);
        run();
      }
      return Promise.resolve();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      ending.abort();
      await running;
    },
  };
}
