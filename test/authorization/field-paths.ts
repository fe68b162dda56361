import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';

export interface Step {
  /** `Person.employed`. */
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** From a root field to the field itself. */
export interface FieldPath {
  readonly operation: 'query' | 'mutation';
  readonly steps: readonly Step[];
}

/**
 * The shortest way from a root to every field of every type that callers can reach, by coordinate. Ways through Query come
 * before ways through Mutation, so that what can be asked is asked.
 */
export function findFieldPaths(schema: GraphQLSchema): ReadonlyMap<string, FieldPath> {
  const found = new Map<string, FieldPath>();
  const seen = new Set<string>();
  for (const operation of ['query', 'mutation'] as const) {
    const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
    let border: { readonly type: GraphQLObjectType; readonly steps: readonly Step[] }[] = [];
    if (root) border = [{ type: root, steps: [] }];
    while (border.length > 0) {
      const next: typeof border = [];
      for (const { type, steps } of border) {
        if (seen.has(type.name)) continue;
        seen.add(type.name);
        for (const field of Object.values(type.getFields())) {
          const coordinate = `${type.name}.${field.name}`;
          const path = { operation, steps: [...steps, { coordinate, field }] };
          found.set(coordinate, path);
          const target = getNamedType(field.type);
          if (isObjectType(target)) next.push({ type: target, steps: path.steps });
        }
      }
      border = next;
    }
  }
  return found;
}

/** Coordinates of every field of every object type, reachable or not. */
export function listFields(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
}
