import type { HubError } from '@hub/domain';
import { badInput } from '@hub/domain';
import type { DocumentNode, ValueNode } from 'graphql';
import { Kind, visit } from 'graphql';
import type { Variables } from '../federation/prepared-operation.js';
import { shorten } from './shorten.js';

/** A value nested deeper than any input of the graph, polygons included, would only exhaust the stack of who reads it. */
const deepest = 32;

/**
 * Bounds how deep variables are nested, before anything walks through them.
 *
 * @throws HubError BAD_USER_INPUT whose `field` is the path
 */
export function checkNesting(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    const path = findTooDeep(value, deepest);
    if (path !== undefined) throw tooDeep(`${shorten(name)}${path}`);
  }
}

/**
 * The same for values that are written in the operation.
 *
 * @throws HubError BAD_USER_INPUT whose `field` is the path from the argument on
 */
export function checkLiteralNesting(document: DocumentNode): void {
  const check = (name: string, value: ValueNode | undefined): void => {
    const path = findTooDeepLiteral(value, deepest);
    if (path !== undefined) throw tooDeep(`${shorten(name)}${path}`);
  };
  visit(document, {
    Argument: ({ name, value }) => check(name.value, value),
    VariableDefinition: ({ variable, defaultValue }) => check(variable.name.value, defaultValue),
  });
}

/** The rest of the path down to a value that lies deeper than `left` levels; built on the way back only. */
function findTooDeep(value: unknown, left: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (left === 0) return '';
  const isList = Array.isArray(value);
  for (const [name, item] of Object.entries(value)) {
    const rest = findTooDeep(item, left - 1);
    if (rest !== undefined) return isList ? `[${name}]${rest}` : `.${shorten(name)}${rest}`;
  }
  return undefined;
}

function findTooDeepLiteral(value: ValueNode | undefined, left: number): string | undefined {
  if (value?.kind !== Kind.LIST && value?.kind !== Kind.OBJECT) return undefined;
  if (left === 0) return '';
  const held: readonly (readonly [string, ValueNode])[] =
    value.kind === Kind.LIST
      ? value.values.map((item, index) => [`[${String(index)}]`, item])
      : value.fields.map(({ name, value: item }) => [`.${shorten(name.value)}`, item]);
  for (const [step, item] of held) {
    const rest = findTooDeepLiteral(item, left - 1);
    if (rest !== undefined) return `${step}${rest}`;
  }
  return undefined;
}

function tooDeep(path: string): HubError {
  return badInput(path, `A value is nested deeper than ${String(deepest)} levels; send a simpler one`, 'TOO_DEEP');
}
