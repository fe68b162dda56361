import type { HubError } from '@hub/domain';
import { badInput } from '@hub/domain';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { isInputObjectType, isInputType, isListType, isNonNullType, typeFromAST } from 'graphql';
import { checkNesting } from './check-nesting.js';
import { shorten } from './shorten.js';
import type { PreparedOperation, Variables } from '../federation/prepared-operation.js';

/**
 * Holds variables against their declared types. graphql-js does the same, but its messages quote the value, which may be
 * somebody's number; ours name the path as the caller wrote it.
 *
 * @throws HubError BAD_USER_INPUT whose `field` is the path (`input.items[3].documentType`)
 */
export function checkVariables(schema: GraphQLSchema, { operation }: PreparedOperation, variables: Variables): void {
  checkNesting(variables);
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined && defaultValue !== undefined) continue;
    if (isInputType(type)) checkValue(value, type, shorten(name));
  }
}

function checkValue(value: unknown, type: GraphQLInputType, path: string): void {
  if (isNonNullType(type)) {
    if (value === undefined || value === null) throw badInput(path, `Give ${path}; it is required`, 'REQUIRED');
    checkValue(value, type.ofType, path);
  } else if (value === undefined || value === null) {
    return;
  } else if (isListType(type)) {
    // A single value stands for a list of one, as GraphQL has it
    if (!Array.isArray(value)) return checkValue(value, type.ofType, path);
    value.forEach((item, index) => checkValue(item, type.ofType, `${path}[${String(index)}]`));
  } else if (isInputObjectType(type)) {
    if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(path);
    checkObject(value as Variables, type.getFields(), path);
  } else if (!isLeafValue(value, (input) => type.parseValue(input))) {
    throw wrongType(path);
  }
}

function checkObject(
  value: Variables,
  fields: Readonly<Record<string, { readonly type: GraphQLInputType; readonly defaultValue?: unknown }>>,
  path: string,
): void {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) {
    // What is no name of GraphQL may be a person's data in the wrong place: it is not repeated
    const field = /^[_A-Za-z]\w*$/.test(unknown) ? `${path}.${shorten(unknown)}` : path;
    throw badInput(field, `${path} has a field that is not known; leave it out`, 'UNKNOWN_FIELD');
  }
  for (const [name, { type, defaultValue }] of Object.entries(fields)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined && defaultValue !== undefined) continue;
    checkValue(given, type, `${path}.${name}`);
  }
}

function isLeafValue(value: unknown, parseValue: (input: unknown) => unknown): boolean {
  try {
    return parseValue(value) !== undefined;
  } catch {
    return false;
  }
}

function wrongType(path: string): HubError {
  return badInput(path, `${path} is not of the type that the operation declares; see the schema`, 'WRONG_TYPE');
}
