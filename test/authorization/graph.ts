import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallerName } from '@hub/domain';
import { callerNames } from '@hub/domain';
import { parsePolicyDocument } from '@hub/subgraph';
import type { FieldDefinitionNode, GraphQLSchema, ObjectTypeDefinitionNode } from 'graphql';
import { buildSchema, isObjectType, Kind, parse, visit } from 'graphql';
import { root } from '../source-files.js';
import type { Step } from './field-paths.js';
import { findFieldPaths, listFields } from './field-paths.js';

const read = (name: string): string => readFileSync(join(root, 'schemas', name), 'utf8');

/** A department's own schema text, as committed. */
export const readSubgraph = (owner: CallerName): string => read(`${owner}.graphql`);

/** The committed policy, as the edge has it. */
export const policy = parsePolicyDocument(read('policy.json'));
/** A department's schema, without what federation adds to it when it is served. */
export const subgraphs: Readonly<Record<CallerName, GraphQLSchema>> = Object.fromEntries(
  callerNames.map((owner) => [owner, buildSchema(readSubgraph(owner), { assumeValidSDL: true })]),
) as Record<CallerName, GraphQLSchema>;
/** The whole graph, as callers see it. */
export const graph: GraphQLSchema = buildSchema(read('supergraph.graphql'), { assumeValidSDL: true });
/** Coordinates of every field of every object type, reachable or not. */
export const fields = listFields(graph);
export const paths = findFieldPaths(graph);

const definitions = callerNames.map((owner) => ({ owner, types: listTypes(owner) }));

/** Types with a key in any department: `_entities` reaches them there without a way through another field. */
export const entities: readonly string[] = [
  ...new Set(definitions.flatMap(({ types }) => types.filter(isKeyed).map(({ name }) => name.value))),
];

/** Entities that a department itself finds by key, for whoever asks it directly. */
export function listEntitiesOf(owner: CallerName): readonly string[] {
  const types = definitions.find((definition) => definition.owner === owner)?.types ?? [];
  return types.filter(isResolvable).map(({ name }) => name.value);
}

/** Whether nothing stands between a caller and the field: those of the roots and of entities. */
export function isEntry(coordinate: string): boolean {
  return ['Query', 'Mutation', ...entities].some((type) => coordinate.startsWith(`${type}.`));
}

/** Coordinates that a department answers, those it lists as another's left out. */
export function listDefinedFields(owner: CallerName): readonly string[] {
  const types = definitions.find((definition) => definition.owner === owner)?.types ?? [];
  return types.flatMap(({ name: type, fields: defined = [] }) =>
    defined.filter(isOwn).map(({ name }) => `${type.value}.${name.value}`),
  );
}

const owners = new Map(
  [...callerNames].reverse().flatMap((owner) => listDefinedFields(owner).map((coordinate) => [coordinate, owner])),
);

/** Who defines a field; of value types and keys, which several define, the first of the list of departments. */
export function ownerOf(coordinate: string): CallerName {
  const owner = owners.get(coordinate);
  if (owner === undefined) throw new RangeError(`No department defines ${coordinate}`);
  return owner;
}

/** The way to a field, as the rules about refusals want to know it. */
export function describeWay(
  coordinate: string,
): readonly { readonly coordinate: string; readonly owner: CallerName; readonly isEntry: boolean }[] {
  const steps = paths.get(coordinate)?.steps ?? [];
  return steps.map((step) => ({
    coordinate: step.coordinate,
    owner: ownerOf(step.coordinate),
    isEntry: isEntry(step.coordinate),
  }));
}

function listTypes(owner: CallerName): readonly ObjectTypeDefinitionNode[] {
  const types: ObjectTypeDefinitionNode[] = [];
  visit(parse(readSubgraph(owner)), { [Kind.OBJECT_TYPE_DEFINITION]: (node) => void types.push(node) });
  return types;
}

function isKeyed({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === 'key');
}

/** A stub of another department's entity is not looked up by key here. */
function isResolvable({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'key' &&
      !given.some((each) => each.name.value === 'resolvable' && each.value.kind === Kind.BOOLEAN && !each.value.value),
  );
}

function isOwn({ name, directives = [] }: FieldDefinitionNode): boolean {
  return !name.value.startsWith('_') && !directives.some((directive) => directive.name.value === 'external');
}

/** Fields of a type as a department has it, one step each; none when it has no such type. */
export function listSteps(department: CallerName, type: string): readonly Step[] {
  const found = subgraphs[department].getType(type);
  if (!isObjectType(found)) return [];
  return Object.values(found.getFields()).map((field) => ({ coordinate: `${type}.${field.name}`, field }));
}
