import type { GraphQLField, GraphQLInputType } from 'graphql';
import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { FieldPath, Step } from './field-paths.js';

export interface Operation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values that lead somewhere, by the name of the argument or input field; anything else is made up by its type. */
export type Known = (name: string, coordinate: string) => unknown;

const nothingKnown: Known = () => undefined;

/** The operation that asks for the last field of a path and for nothing beside its way. */
export function writeOperation({ operation, steps }: FieldPath, known: Known = nothingKnown): Operation {
  const given = new Arguments(known);
  const open = steps.map((step) => given.write(step));
  const body = `${open.join(' { ')}${leafOf(steps.at(-1)?.field)}${' }'.repeat(steps.length - 1)}`;
  return { text: `${operation}${given.declarations()} { ${body} }`, variables: given.variables };
}

/** Fields that stand side by side in one operation, each with no more below it than it needs. */
export function writeSelection(fields: readonly Step[], known: Known): Operation & { readonly declarations: string } {
  const given = new Arguments(known);
  const text = fields.map((step) => `${given.write(step)}${leafOf(step.field)}`).join(' ');
  return { text, variables: given.variables, declarations: given.declarations() };
}

/** The operation that asks a department for fields of entities by key, as the gateway does. */
export function writeEntityOperation(
  type: string,
  keys: readonly Readonly<Record<string, unknown>>[],
  fields: readonly Step[],
  known: Known = nothingKnown,
): Operation {
  const { text, variables, declarations } = writeSelection(fields, known);
  const others = declarations === '' ? '' : `, ${declarations.slice(2, -1)}`;
  return {
    text: `query ($of: [_Any!]!${others}) { _entities(representations: $of) { ... on ${type} { ${text} } } }`,
    variables: { ...variables, of: keys.map((key) => ({ __typename: type, ...key })) },
  };
}

/** Of what a field gives: its kind, and of an answer the answer itself, which may be read with the field. */
function leafOf(field: GraphQLField<unknown, unknown> | undefined): string {
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (!isObjectType(type)) return '';
  return type.name === 'Verification' ? ' { answer reason }' : ' { __typename }';
}

/** Required arguments of an operation's fields, passed as variables. */
class Arguments {
  readonly variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];

  constructor(private readonly known: Known) {}

  write({ coordinate, field }: Step): string {
    const given = field.args
      .filter(({ type }) => isNonNullType(type))
      .map(({ name, type }) => {
        const variable = `${name}${String(this.#declared.length)}`;
        this.#declared.push(`$${variable}: ${String(type)}`);
        this.variables[variable] = makeValue(type, name, coordinate, this.known);
        return `${name}: $${variable}`;
      });
    return given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`;
  }

  declarations(): string {
    return this.#declared.length === 0 ? '' : ` (${this.#declared.join(', ')})`;
  }
}

/** A value of a type, with its required fields; optional ones only where a value is known. */
export function makeValue(type: GraphQLInputType, name: string, coordinate: string, known: Known): unknown {
  const value = known(name, coordinate);
  if (value !== undefined) return value;
  if (isNonNullType(type)) return makeValue(type.ofType, name, coordinate, known);
  if (isListType(type)) return [makeValue(type.ofType, name, coordinate, known)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return placeholders[type.name] ?? 'x';
  const fields = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) || known(field.name, `${type.name}.${field.name}`) !== undefined,
  );
  return Object.fromEntries(
    fields.map((field) => [field.name, makeValue(field.type, field.name, `${type.name}.${field.name}`, known)]),
  );
}

const placeholders: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: false,
  Date: '2026-01-02',
  DateTime: '2026-01-02T00:00:00Z',
};
