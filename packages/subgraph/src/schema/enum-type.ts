import { registerEnumType } from 'type-graphql';

/**
 * Registers a GraphQL enum whose values are their own names, each described for its reader.
 *
 * @returns the enum object, for `@Field(() => TheEnum)`
 */
export function enumType<const V extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  values: V,
): { readonly [K in keyof V]: K } {
  const made = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as { [K in keyof V]: K };
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(values).map(([value, meaning]) => [value, { description: meaning }]),
    ) as Record<string, { description: string }>,
  } as Parameters<typeof registerEnumType<typeof made>>[1]);
  return made;
}
