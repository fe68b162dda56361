import { StartupError } from '@hub/server';
import type { PolicyTable } from '@hub/subgraph';
import { listCoordinates, parsePolicyDocument } from '@hub/subgraph';
import type { GraphQLSchema } from 'graphql';

/**
 * The policy of all departments, which must decide every field that callers can see.
 *
 * @throws StartupError when it cannot be read or leaves a field undecided
 */
export function loadPolicy(json: string, schema: GraphQLSchema): PolicyTable {
  const table = parse(json);
  const undecided = listCoordinates(schema).filter((coordinate) => !table.has(coordinate));
  if (undecided.length === 0) return table;
  throw new StartupError(
    `The policy has no row for ${undecided.slice(0, 5).join(', ')}; schemas/policy.json and schemas/supergraph.graphql are of different age: npm run schemas`,
  );
}

function parse(json: string): PolicyTable {
  try {
    return parsePolicyDocument(json);
  } catch (cause) {
    throw new StartupError('schemas/policy.json cannot be used; restore it, or make it anew: npm run schemas', {
      cause,
    });
  }
}
