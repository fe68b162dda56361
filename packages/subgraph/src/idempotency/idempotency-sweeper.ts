import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import type { HourlySweeper } from '../serving/hourly-sweeper.js';
import { startHourlySweeper } from '../serving/hourly-sweeper.js';
import { IdempotencyRepository, retentionDays } from './idempotency.repository.js';

const day = 24 * 60 * 60 * 1_000;

/**
 * Removes first answers past their retention, by a clock of true time: a business clock that starts in the future would forget
 * keys of an hour ago, and one that starts in the past would keep answers for years.
 */
export function startIdempotencySweeper(store: Store, clock: Pick<Clock, 'now'>, logger: Logger): HourlySweeper {
  const rows = new IdempotencyRepository(store);
  const sweep = (): Promise<void> => rows.sweep(new Date(clock.now().getTime() - retentionDays * day));
  return startHourlySweeper('old idempotency keys', sweep, logger);
}
