import { deriveKey, derivePersonTagKey } from '@hub/server';
import type { DepartmentResources } from '@hub/subgraph';
import type { GatewayOptions } from '../gateway-options.js';

/** What the hub's own subgraph is given, as any department is. */
export function createHubResources({
  secret,
  environment,
}: Pick<GatewayOptions, 'secret' | 'environment'>): DepartmentResources {
  return {
    synthetic: environment.mode === 'synthetic',
    personTagKey: derivePersonTagKey(secret),
    contentKey: deriveKey(secret, 'idempotency:hub'),
  };
}
