import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Asker, Decision } from './decide-access.js';
import { decideAccess } from './decide-access.js';
import type { PolicyTable } from './policy-table.js';

/**
 * Remembers decisions per (operation text, caller department, purpose). The gateway sends a department the same few texts
 * again and again, so policy costs next to nothing per field.
 */
export class AccessDecider {
  readonly #decisions: LRUCache<string, Decision>;

  constructor(
    private readonly table: PolicyTable,
    private readonly schema: GraphQLSchema,
    { maxEntries = 2_000 }: { readonly maxEntries?: number } = {},
  ) {
    this.#decisions = new LRUCache({ max: maxEntries });
  }

  /** @param operationKey hash or text that identifies `document`; it must never hold variables */
  decide(operationKey: string, document: DocumentNode, asker: Asker): Decision {
    const key = `${asker.department} ${asker.purpose} ${operationKey}`;
    const known = this.#decisions.get(key);
    if (known !== undefined) return known;
    const decision = decideAccess(this.table, this.schema, document, asker);
    this.#decisions.set(key, decision);
    return decision;
  }
}
