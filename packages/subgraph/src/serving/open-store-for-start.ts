import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@hub/server';
import { StartupError } from '@hub/server';
import type { OpenStoreOptions, Store } from '@hub/store';
import { openStore, StoreOpenError, StoreUnavailableError } from '@hub/store';

export interface OpenForStartOptions extends OpenStoreOptions {
  readonly logger: Logger;
  /** Ends the wait for MongoDB. */
  readonly signal: AbortSignal;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * Opens a store when a process starts. MongoDB that does not answer yet is waited for: a process that gave up would only be started
 * again, and again. What waiting does not mend is an error at once.
 *
 * @throws StartupError in words for the person who starts it, when the store cannot be opened or `signal` ends the wait
 */
export async function openStoreForStart({ logger, signal, ...options }: OpenForStartOptions): Promise<Store> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const store = await untilAborted(openOnce(options), signal);
    if (!(store instanceof StoreUnavailableError)) return store;
    logger.warn({ err: store, retryInMs: pauseMs }, 'MongoDB does not answer; trying again');
    await pause(pauseMs, undefined, { signal }).catch(() => {
      throw stopped();
    });
  }
}

/** An attempt takes seconds; whoever stops the process does not wait for it, and a store that it still opens is closed. */
async function untilAborted(
  attempt: Promise<Store | StoreUnavailableError>,
  signal: AbortSignal,
): Promise<Store | StoreUnavailableError> {
  let leave = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => (leave = () => resolve(undefined)));
  signal.addEventListener('abort', leave, { once: true });
  const store = await Promise.race([attempt, aborted]).finally(() => signal.removeEventListener('abort', leave));
  if (store !== undefined && !signal.aborted) return store;
  void attempt
    .then((late) => (late instanceof StoreUnavailableError ? undefined : late.close()))
    .catch(() => undefined);
  throw stopped();
}

async function openOnce(options: OpenStoreOptions): Promise<Store | StoreUnavailableError> {
  try {
    return await openStore(options);
  } catch (error) {
    if (error instanceof StoreUnavailableError) return error;
    if (error instanceof StoreOpenError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}

function stopped(): StartupError {
  return new StartupError('Stopped before the store was open');
}
