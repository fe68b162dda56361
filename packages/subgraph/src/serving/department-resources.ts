import type { DepartmentName } from '@hub/domain';
import type { HubEnvironment } from '@hub/server';
import { deriveKey, derivePersonTagKey } from '@hub/server';
import type { CollectionDefinition, Document } from '@hub/store';
import type { DepartmentResources } from '../context/request-context.js';
import type { SubgraphDefinition } from '../define-subgraph.js';
import { idempotencyCollection } from '../idempotency/idempotency.repository.js';
import { feedCollection, outboxCollection } from '../outbox/outbox.repository.js';

/** The same resources for every request of a department, derived from the hub's secret. */
export function createResources(
  name: DepartmentName,
  { environment, secret }: { readonly environment: HubEnvironment; readonly secret: Uint8Array },
): DepartmentResources {
  return {
    synthetic: environment.mode === 'synthetic',
    personTagKey: derivePersonTagKey(secret),
    contentKey: deriveKey(secret, `idempotency:${name}`),
  };
}

/** Collections of a department, the ones that every department has included. */
export function collectionsOf<Scope>({
  collections,
}: SubgraphDefinition<Scope>): readonly CollectionDefinition<Document>[] {
  return [...collections, idempotencyCollection, outboxCollection, feedCollection];
}
