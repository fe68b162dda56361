import composition from '@apollo/composition';
import type { Policy } from '@hub/subgraph';
import { mergePolicies, toPolicyDocument } from '@hub/subgraph';
import { parse } from 'graphql';
import type { SchemaFiles } from '../src/schema-files.js';

interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly policy: Policy;
}

/** Composes small departments and the hub as the committed schema files are composed. */
export function composeSchemaFiles(subgraphs: readonly Subgraph[]): SchemaFiles {
  const services = subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composition.composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'The departments do not compose');
  const policyJson = JSON.stringify(toPolicyDocument(mergePolicies(subgraphs.map(({ policy }) => policy))));
  return { supergraphSdl, policyJson, eventsJson: '{"events":[],"reports":[]}' };
}
