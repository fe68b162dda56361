import type { GraphQLInputType, GraphQLScalarType } from 'graphql';
import { isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { Step } from '../authorization/field-paths.js';
import { graph } from '../authorization/graph.js';
import type { Known } from '../authorization/operation-text.js';
import { makeValue } from '../authorization/operation-text.js';

type Variables = Readonly<Record<string, unknown>>;

/** A scalar that a caller writes: in an argument, or somewhere inside an input. */
export interface Leaf {
  /** As errors name it: `input.items[0].documentNumber`. */
  readonly path: string;
  readonly type: GraphQLScalarType;
}

/** An object that a caller writes, and the fields that it may have. */
export interface InputObject {
  readonly path: string;
  readonly fields: readonly string[];
}

/** A root field with all its arguments as variables of the same names. */
export interface Root {
  readonly coordinate: string;
  readonly text: string;
  readonly step: Step;
}

/** Every query and mutation of the graph, with an answer as small as it can be. */
export const roots: readonly Root[] = (['Query', 'Mutation'] as const).flatMap((type) => {
  const root = type === 'Query' ? graph.getQueryType() : graph.getMutationType();
  return Object.values(root?.getFields() ?? {}).map((field) => {
    const declared = field.args.map(({ name, type: argument }) => `$${name}: ${String(argument)}`).join(', ');
    const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
    const head = declared === '' ? type.toLowerCase() : `${type.toLowerCase()} (${declared})`;
    const coordinate = `${type}.${field.name}`;
    const call = passed === '' ? field.name : `${field.name}(${passed})`;
    return { coordinate, text: `${head} { ${call} { __typename } }`, step: { coordinate, field } };
  });
});

/** All arguments of a root field, optional fields of inputs included. */
export function fillVariables({ step }: Root, known: Known): Variables {
  return Object.fromEntries(step.field.args.map(({ name, type }) => [name, fill(type, name, step.coordinate, known)]));
}

function fill(type: GraphQLInputType, name: string, coordinate: string, known: Known): unknown {
  const value = known(name, coordinate);
  if (value !== undefined) return value;
  if (isNonNullType(type)) return fill(type.ofType, name, coordinate, known);
  if (isListType(type)) return [fill(type.ofType, name, coordinate, known)];
  if (!isInputObjectType(type)) return makeValue(type, name, coordinate, known);
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [
      field.name,
      fill(field.type, field.name, `${type.name}.${field.name}`, known),
    ]),
  );
}

export function listLeaves({ step }: Root): readonly Leaf[] {
  return step.field.args.flatMap(({ name, type }) =>
    [...walk(type, name)].flatMap((found) => ('type' in found ? [found] : [])),
  );
}

export function listInputObjects({ step }: Root): readonly InputObject[] {
  return step.field.args.flatMap(({ name, type }) =>
    [...walk(type, name)].flatMap((found) => ('fields' in found ? [found] : [])),
  );
}

function* walk(type: GraphQLInputType, path: string): Generator<Leaf | InputObject> {
  if (isNonNullType(type)) yield* walk(type.ofType, path);
  else if (isListType(type)) yield* walk(type.ofType, `${path}[0]`);
  else if (isScalarType(type)) yield { path, type };
  else if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    yield { path, fields: fields.map(({ name }) => name) };
    for (const field of fields) yield* walk(field.type, `${path}.${field.name}`);
  }
}

/** The same variables with something else at a path. */
export function replaceAt(variables: Variables, path: string, value: unknown): Variables {
  return setAt(variables, keysOf(path), value);
}

/** The same variables with one more field in the object at a path, whatever it is called. */
export function addAt(variables: Variables, path: string, name: string, value: unknown): Variables {
  return setAt(variables, [...keysOf(path), name], value);
}

const keysOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((key) => key !== '');

function setAt(variables: Variables, keys: readonly string[], value: unknown): Variables {
  const copy = structuredClone(variables) as Record<string, unknown>;
  const holder = keys.slice(0, -1).reduce((object, key) => object[key] as Record<string, unknown>, copy);
  // Assigned, `__proto__` would change the prototype and never be sent
  Object.defineProperty(holder, keys.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
