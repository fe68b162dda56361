import { HubError } from '@hub/domain';
import type { RateLimit } from '@hub/server';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimiter {
  /** @throws HubError RATE_LIMITED with `retryAfterSeconds` */
  count(client: string): Promise<void>;
}

/**
 * Bounds the requests of one client. The count is in this process's memory: it needs no store, so no outage opens it, and
 * with several gateways each counts what it serves, so a client may make that many times as many.
 */
export function createRateLimiter(limit: RateLimit | undefined): RateLimiter {
  if (limit === undefined) return { count: () => Promise.resolve() };
  const counter = new RateLimiterMemory({ points: limit.requests, duration: limit.perSeconds });
  return {
    async count(client) {
      try {
        await counter.consume(client);
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection;
        const retryAfterSeconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
        throw new HubError('RATE_LIMITED', 'Your client makes too many requests; wait and try again', {
          retryAfterSeconds,
        });
      }
    },
  };
}
