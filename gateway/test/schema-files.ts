import composition from '@apollo/composition';
import type { SubgraphDefinition } from '@hub/subgraph';
import { buildSubgraph, mergePolicies, toPolicyDocument } from '@hub/subgraph';
import { parse } from 'graphql';
import type { SchemaFiles } from '../src/schema-files.js';

/** Composes small departments and the hub as the committed schema files are composed. */
export function composeSchemaFiles(definitions: readonly SubgraphDefinition<never>[]): SchemaFiles {
  const services = definitions.map((definition) => ({
    name: definition.name,
    url: `http://${definition.name}`,
    typeDefs: parse(buildSubgraph(definition).sdl),
  }));
  const { supergraphSdl, errors } = composition.composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'The departments do not compose');
  const policies = definitions.map(({ policy }) => policy);
  return { supergraphSdl, policyJson: JSON.stringify(toPolicyDocument(mergePolicies(policies))) };
}
