import type { GraphQLSchema } from 'graphql';
import type { SubgraphDefinition } from '../define-subgraph.js';
import { checkOutbox } from '../outbox/check-outbox.js';
import { checkPolicy, federationFields } from '../policy/check-policy.js';
import { part } from '../policy/define-policy.js';
import { guardOwnZone } from '../policy/guard-own-zone.js';
import type { PolicyTable } from '../policy/policy-table.js';
import { mergePolicies } from '../policy/policy-table.js';
import { buildSchemaOf } from '../schema/build-subgraph-schema.js';

export interface BuiltSubgraph {
  readonly schema: GraphQLSchema;
  /** SDL with federation directives, as committed in `schemas/`. */
  readonly sdl: string;
  readonly table: PolicyTable;
}

/**
 * Makes a department's schema and lays its policy over it.
 *
 * @throws RangeError when a field has no policy row, or a row no field; when an event or a report is not the department's own
 */
export function buildSubgraph<Scope>(definition: SubgraphDefinition<Scope>): BuiltSubgraph {
  const { name, policy, zones = {} } = definition;
  checkOutbox(definition);
  const { schema, sdl } = buildSchemaOf(definition);
  const federation = { owner: name, rows: federationFields.map((field) => part(field)(name)) };
  const table = mergePolicies([policy, federation]);
  checkPolicy(schema, table);
  guardOwnZone(schema, policy, zones);
  return { schema, sdl, table };
}
