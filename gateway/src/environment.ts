import type { HubEnvironment } from '@hub/server';
import { readHubEnvironment } from '@hub/server';

/**
 * The environment of this process.
 *
 * @throws EnvironmentError with all problems at once
 */
export function readEnvironment(): HubEnvironment {
  return readHubEnvironment(process.env);
}

/**
 * @apollo/gateway reports figures about the machine to its vendor every hour unless this variable says no. A hub of
 * government data calls nobody; must run before the library is asked for a gateway.
 */
export function disableVendorTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
}
