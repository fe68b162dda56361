import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { parse, specifiedDirectives } from 'graphql';
import type { NonEmptyArray } from 'type-graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { dropNullInputs } from './drop-nulls.js';
import { limitEntities } from './limit-entities.js';
import { DateTimeScalar } from './scalars.js';

/** A class whose decorators describe resolvers or a type. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the shape that type-graphql itself takes
export type ResolverClass = Function;

/** Turns an entity's key, as the gateway sends it, into the entity; undefined when it is not held. */
export type EntityReference = (key: Readonly<Record<string, unknown>>, context: never) => unknown;

export interface SchemaParts {
  readonly resolvers: readonly ResolverClass[];
  /** Types that no resolver returns but another department joins. */
  readonly orphanedTypes?: readonly ResolverClass[];
  readonly references: Readonly<Record<string, EntityReference>>;
}

/** Federation 2 directives that our types use. */
const federationLink = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@requires", "@provides"])`;

export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  /** SDL with federation directives, as committed in `schemas/`. */
  readonly sdl: string;
}

/**
 * Builds a federated schema from decorated classes. TypeGraphQL makes schema and resolvers, @apollo/subgraph adds
 * `_entities` and the reference resolvers.
 */
export function buildSchemaOf({ resolvers, orphanedTypes = [], references }: SchemaParts): SubgraphSchema {
  const codeFirst = buildSchemaSync({
    resolvers: resolvers as NonEmptyArray<ResolverClass>,
    orphanedTypes: [...orphanedTypes],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    directives: [...specifiedDirectives],
    // Inputs are checked by their services, which name the field and the rule.
    validate: false,
    // Federation's own directives are not declared here; @apollo/subgraph knows them.
    skipCheck: true,
    // A global middleware per field would halve the throughput: the policy decides per operation instead.
    globalMiddlewares: [],
  });
  const sdl = `${federationLink}\n\n${printSchemaWithDirectives(codeFirst)}`;
  const resolverMap = createResolversMap(codeFirst);
  for (const [type, resolve] of Object.entries(references)) {
    resolverMap[type] = {
      ...(resolverMap[type] as object),
      __resolveReference: (key: Record<string, unknown>, context: never) => resolve(key, context),
    } as never;
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolverMap as never });
  dropNullInputs(schema);
  limitEntities(schema);
  return { schema, sdl };
}
