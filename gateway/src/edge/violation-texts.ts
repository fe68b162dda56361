import type { ASTNode } from 'graphql';
import { Kind } from 'graphql';
import { shorten } from './shorten.js';

/** What each rule of graphql-js found, said without a word of the schema. `it` is what the caller wrote there. */
const texts: Readonly<Record<string, (it: string) => string>> = {
  ExecutableDefinitionsRule: () => 'The document may hold one operation and its fragments only',
  FieldsOnCorrectTypeRule: (it) => `${it} does not exist where it is asked for`,
  FragmentsOnCompositeTypesRule: (it) => `${it} is on something that has no fields`,
  KnownArgumentNamesRule: (it) => `${it} is not known here`,
  KnownDirectivesRule: (it) => `${it} is not known here`,
  KnownFragmentNamesRule: (it) => `${it} is not defined in this document`,
  KnownTypeNamesRule: (it) => `${it} is not a known type`,
  LoneAnonymousOperationRule: () => 'Send one operation a request',
  MaxIntrospectionDepthRule: () => 'Introspection is off; the schema is published as a file',
  NoFragmentCyclesRule: (it) => `${it} contains itself`,
  NoSchemaIntrospectionCustomRule: () => 'Introspection is off; the schema is published as a file',
  NoUndefinedVariablesRule: (it) => `${it} is not declared by the operation`,
  NoUnusedFragmentsRule: (it) => `${it} is not used`,
  NoUnusedVariablesRule: (it) => `${it} is declared but not used`,
  OverlappingFieldsCanBeMergedRule: (it) => `${it} is asked for twice in ways that differ; give one an alias`,
  PossibleFragmentSpreadsRule: (it) => `${it} can never apply where it stands`,
  ProvidedRequiredArgumentsRule: (it) => `${it} lacks an argument that it requires`,
  ScalarLeafsRule: (it) => `${it} has a selection of fields where none may be, or lacks one`,
  SingleFieldSubscriptionsRule: () => 'Subscriptions are not served',
  UniqueArgumentNamesRule: (it) => `${it} is given twice`,
  UniqueDirectivesPerLocationRule: (it) => `${it} is given twice`,
  UniqueFragmentNamesRule: (it) => `${it} is defined twice`,
  UniqueInputFieldNamesRule: (it) => `${it} is given twice`,
  UniqueOperationNamesRule: () => 'Send one operation a request',
  UniqueVariableNamesRule: (it) => `${it} is declared twice`,
  // No value is quoted: it may be somebody's number
  ValuesOfCorrectTypeRule: () => 'A value written in the operation is not what is asked for at that place',
  VariablesAreInputTypesRule: (it) => `${it} is declared with a type that no variable can have`,
  VariablesInAllowedPositionRule: (it) => `${it} is declared with a type that does not fit where it is used`,
};

/** The sentence for a violation of a rule, at a node of the caller's document. */
export function describeViolation(rule: string | undefined, node: ASTNode | undefined): string {
  const text = rule === undefined ? undefined : texts[rule];
  return text === undefined ? 'The operation is not valid' : text(nameOf(node));
}

const nouns: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.FIELD]: 'The field',
  [Kind.ARGUMENT]: 'The argument',
  [Kind.OBJECT_FIELD]: 'The input field',
  [Kind.FRAGMENT_DEFINITION]: 'The fragment',
  [Kind.FRAGMENT_SPREAD]: 'The fragment',
  [Kind.NAMED_TYPE]: 'The name',
};

function nameOf(node: ASTNode | undefined): string {
  if (node?.kind === Kind.VARIABLE) return `The variable "$${shorten(node.name.value)}"`;
  if (node?.kind === Kind.VARIABLE_DEFINITION) return `The variable "$${shorten(node.variable.name.value)}"`;
  if (node?.kind === Kind.DIRECTIVE) return `The directive "@${shorten(node.name.value)}"`;
  if (node?.kind === Kind.NAME) return `The name "${shorten(node.value)}"`;
  const noun = node === undefined ? undefined : nouns[node.kind];
  if (node === undefined || noun === undefined || !('name' in node) || node.name?.kind !== Kind.NAME) {
    return 'A part of the operation';
  }
  return `${noun} "${shorten(node.name.value)}"`;
}
