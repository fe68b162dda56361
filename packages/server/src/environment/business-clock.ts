import type { Clock } from '@hub/domain';
import { clockFrom, systemClock } from '@hub/domain';
import type { HubEnvironment } from './environment.js';

/**
 * The clock that the rules of a process go by: true time, or from `HUB_CLOCK_START` on at true speed. Tokens, idempotency
 * keys, limits and logs stay with the system's clock. It begins anew with every process, so that of several, each lags
 * behind the first by the time between their starts.
 *
 * @param systemNow what measures the time that has passed; default the system's clock
 */
export function createBusinessClock({ clockStart }: Pick<HubEnvironment, 'clockStart'>, systemNow?: () => Date): Clock {
  if (clockStart !== undefined) return clockFrom(clockStart, systemNow);
  return systemNow === undefined ? systemClock : clockFrom(systemNow(), systemNow);
}
