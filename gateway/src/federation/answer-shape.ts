import type { DocumentNode, GraphQLOutputType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { isEnumType, isLeafType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';

/** Whether a value is what the schema says. */
type Check = (value: unknown) => boolean;
type JsonObject = Readonly<Record<string, unknown>>;

const anything: Check = () => true;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compiles what the data of an answer must look like. @apollo/gateway merges answers unseen, and one list where an object
 * belongs would cost the whole response, every other department's part included.
 */
export function compileAnswerShape(schema: GraphQLSchema, document: DocumentNode): Check {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return anything;
  return checkSelections(schema, schema.getRootType(operation.operation)?.name, operation.selectionSet);
}

function checkSelections(schema: GraphQLSchema, typeName: string | undefined, selectionSet: SelectionSetNode): Check {
  const type = typeName === undefined ? undefined : schema.getType(typeName);
  const checks = selectionSet.selections.map((selection): ((value: JsonObject) => boolean) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return anything;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? typeName;
      const inner = checkSelections(schema, condition, selection.selectionSet);
      return (value) => !applies(value['__typename'], condition) || inner(value);
    }
    const name = selection.alias?.value ?? selection.name.value;
    if (selection.name.value === '__typename') {
      return (value) => value[name] === undefined || typeof value[name] === 'string';
    }
    if (selection.name.value === '_entities' && selection.selectionSet !== undefined) {
      const inner = checkSelections(schema, undefined, selection.selectionSet);
      return (value) => Array.isArray(value[name]) && value[name].every((item) => item === null || inner(item));
    }
    // Fields that callers cannot see (@inaccessible) are unknown here
    const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
    if (field === undefined) return anything;
    const check = checkType(schema, field.type, selection.selectionSet);
    const mayBeAbsent = (selection.directives ?? []).length > 0;
    return (value) => (mayBeAbsent && value[name] === undefined) || check(value[name]);
  });
  return (value) => isObject(value) && checks.every((check) => check(value));
}

function applies(typename: unknown, condition: string | undefined): boolean {
  return typename === undefined || typename === condition;
}

function checkType(schema: GraphQLSchema, type: GraphQLOutputType, selectionSet: SelectionSetNode | undefined): Check {
  if (isNonNullType(type)) {
    const inner = checkType(schema, type.ofType, selectionSet);
    return (value) => value !== null && inner(value);
  }
  if (isListType(type)) {
    const inner = checkType(schema, type.ofType, selectionSet);
    return (value) => value === null || (Array.isArray(value) && value.every(inner));
  }
  if (isEnumType(type)) {
    const values = new Set(type.getValues().map(({ name }) => name));
    return (value) => value === null || (typeof value === 'string' && values.has(value));
  }
  if (isLeafType(type)) return scalarChecks[type.name] ?? isPresent;
  if (selectionSet === undefined) return anything;
  const inner = checkSelections(schema, type.name, selectionSet);
  return (value) => value === null || inner(value);
}

const isPresent: Check = (value) => value !== undefined;
const scalarChecks: Readonly<Record<string, Check>> = {
  String: (value) => value === null || typeof value === 'string',
  ID: (value) => value === null || typeof value === 'string' || Number.isInteger(value),
  Boolean: (value) => value === null || typeof value === 'boolean',
  Int: (value) => value === null || Number.isInteger(value),
  Float: (value) => value === null || typeof value === 'number',
  Date: (value) => value === null || typeof value === 'string',
  DateTime: (value) => value === null || typeof value === 'string',
};
