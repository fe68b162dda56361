import type { GraphQLField, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { PolicyTable } from './policy-table.js';

/** Fields that federation adds; they carry no data of their own. */
const federationTypes = new Set(['_Service', '_Entity', '_Any']);
export const federationFields: readonly string[] = ['Query._entities'];

/**
 * Coordinates of every field a caller could name in this schema. Fields that a department lists as `@external`, for another
 * field's `@requires`, are their owner's: it has their rows, and here they stay refused.
 */
export function listCoordinates(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !federationTypes.has(type.name))
    .flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => !field.name.startsWith('_') && !isExternal(field))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
}

function isExternal({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return astNode?.directives?.some(({ name }) => name.value === 'external') === true;
}

/**
 * Every field has a policy row and every row has a field.
 *
 * @throws RangeError naming all that do not; a department does not start with an undecided field
 */
export function checkPolicy(schema: GraphQLSchema, table: PolicyTable): void {
  const coordinates = new Set(listCoordinates(schema));
  const undecided = [...coordinates].filter((coordinate) => !table.has(coordinate));
  const stale = [...table.keys()].filter((field) => !coordinates.has(field) && !federationFields.includes(field));
  const entityParts = [...table.values()]
    .filter(({ kind, field }) => kind === 'part' && isEntity(schema, field.split('.')[0] ?? ''))
    .map(({ field }) => field);
  const problems = [
    ...undecided.map((field) => `${field} has no policy row`),
    ...stale.map((field) => `${field} has a policy row but no field`),
    ...entityParts.map((field) => `${field} is of an entity: _entities reaches it directly, so it cannot be a part`),
  ];
  if (problems.length > 0) throw new RangeError(`The policy does not fit the schema: ${problems.join('; ')}`);
}

function isEntity(schema: GraphQLSchema, typeName: string): boolean {
  const entity = schema.getType('_Entity');
  return entity !== undefined && 'getTypes' in entity && entity.getTypes().some(({ name }) => name === typeName);
}
