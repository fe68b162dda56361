import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Store } from '@hub/store';
import type { HourlySweeper } from '../serving/hourly-sweeper.js';
import { startHourlySweeper } from '../serving/hourly-sweeper.js';
import type { Feed } from './feed.js';
import { OutboxRepository } from './outbox.repository.js';

/** How long an event is kept after it happened, when the gateway has it: a restored gateway reads it again. */
export const eventRetentionDays = 30;

const day = 24 * 60 * 60 * 1_000;

/** Removes events past their retention, by the business clock, that the gateway has confirmed. What it has not stays for ever. */
export function startOutboxSweeper(
  store: Store,
  feed: Pick<Feed, 'confirmed'>,
  clock: Pick<Clock, 'now'>,
  logger: Logger,
): HourlySweeper {
  const outbox = new OutboxRepository(store);
  const sweep = (): Promise<void> =>
    outbox.removeOldest({
      upTo: feed.confirmed,
      before: new Date(clock.now().getTime() - eventRetentionDays * day),
    });
  return startHourlySweeper('old events', sweep, logger);
}
