import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';

/** An input field that is null was left out: services meet one kind of absence only. */
export function dropNullInputs(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args: unknown, context, info): unknown =>
      resolve(source, withoutNulls(args), context, info);
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== null)
      .map(([name, content]) => [name, withoutNulls(content)]),
  );
}
