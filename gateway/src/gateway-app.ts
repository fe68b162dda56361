import { systemClock } from '@hub/domain';
import type { AccessTokens, Metrics, Readiness, SigningKeys } from '@hub/server';
import { createAccessTokens, createApp, healthRouter, metricsRouter } from '@hub/server';
import type { Store } from '@hub/store';
import { AccessDecider } from '@hub/subgraph';
import type { Express } from 'express';
import { AssertionRegister } from './access/assertion-register.js';
import type { ClientRegister } from './access/client-register.js';
import { loadPolicy } from './access/load-policy.js';
import { TokenGrant } from './access/token-grant.js';
import { createTokenRoutes } from './access/token-routes.js';
import { Authenticator } from './edge/authenticator.js';
import { createGraphqlRoute } from './edge/graphql-route.js';
import { createRateLimiter } from './edge/rate-limiter.js';
import type { Executor } from './federation/executor.js';
import type { GatewayOptions } from './gateway-options.js';

export interface GatewayAppParts {
  readonly options: GatewayOptions;
  readonly store: Store;
  readonly keys: SigningKeys;
  readonly executor: Executor;
  readonly policyJson: string;
  readonly clients: ClientRegister;
  readonly metrics: Metrics;
  readonly issuer: string;
  readonly ready: () => Promise<Readiness>;
}

/** Everything that the gateway serves, put together. */
export function createGatewayApp(parts: GatewayAppParts): Express {
  const { options, executor, issuer, clients, metrics, ready } = parts;
  const { logger, environment } = options;
  const tokens = createAccessTokens({ issuer, keys: parts.keys });
  return createApp({
    logger,
    // A body is read only after its sender is known
    jsonBodyLimitBytes: 'none',
    routes: (app) => {
      app.use(
        createGraphqlRoute({
          authenticator: new Authenticator(tokens, clients),
          rateLimiter: createRateLimiter(environment.rateLimit),
          decider: new AccessDecider(loadPolicy(parts.policyJson, executor.schema), executor.schema),
          executor,
          metrics,
          logger,
        }),
        createAccessRoutes(parts, tokens),
        healthRouter({ ready, logger }),
        metricsRouter(metrics),
      );
    },
  });
}

function createAccessRoutes(
  { options, store, issuer, clients }: GatewayAppParts,
  tokens: AccessTokens,
): ReturnType<typeof createTokenRoutes> {
  const assertions = new AssertionRegister(store);
  const grant = new TokenGrant({ issuer, tokens, clients, assertions, clock: systemClock });
  return createTokenRoutes({ issuer, tokens, grant, logger: options.logger });
}
