import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import { IdempotencyRepository, retentionDays } from './idempotency.repository.js';

const hour = 60 * 60 * 1_000;
const day = 24 * hour;

export interface IdempotencySweeper {
  /** Resolves when no sweep runs and none will. */
  stop(): Promise<void>;
}

/**
 * Removes first answers past their retention, now and every hour. A sweep that fails is logged: the next one makes up for
 * it, and nobody's request waits for either.
 *
 * @param clock of true time: a business clock that starts in the future would forget the keys of an hour ago, and one that
 *   starts in the past would keep answers for years
 */
export function startIdempotencySweeper(store: Store, clock: Pick<Clock, 'now'>, logger: Logger): IdempotencySweeper {
  const rows = new IdempotencyRepository(store);
  const sweep = (): Promise<void> =>
    rows.sweep(new Date(clock.now().getTime() - retentionDays * day)).catch((error: unknown) => {
      logger.error({ err: error }, 'old idempotency keys could not be removed');
    });
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, hour);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return sweeping;
    },
  };
}
