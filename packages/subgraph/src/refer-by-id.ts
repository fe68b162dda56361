import type { EntityKey } from './define-subgraph.js';

/**
 * Reference of an entity that another department owns, or that is told field by field: every id is answered, and each field
 * says what is held.
 */
export function referById(key: EntityKey): { id: string } {
  return { id: String(key['id']) };
}
