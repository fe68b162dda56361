import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';
import type { SubgraphError, SubgraphQuestion } from './subgraph-link.js';

const entities = '_entities';

/** The fields that a question asks for: at the root, or of the entities it sends. */
export interface AskedFields {
  readonly ofEntities: boolean;
  /** As they are named in the answer. */
  readonly names: readonly string[];
}

export function listAskedFields(document: DocumentNode): AskedFields {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  const entityField = selections.find(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === entities,
  );
  const ofEntities = entityField?.kind === Kind.FIELD && entityField.selectionSet !== undefined;
  const names = listNames(ofEntities ? entityField.selectionSet : operation?.selectionSet);
  return { ofEntities, names: [...new Set(names)] };
}

function listNames(selectionSet: SelectionSetNode | undefined): string[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return listNames(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.name.value === '__typename') return [];
    return [selection.alias?.value ?? selection.name.value];
  });
}

/**
 * One error for each field that stays null because the whole question failed, so that no null stands alone and none but
 * these is concerned.
 */
export function spreadError(
  { ofEntities, names }: AskedFields,
  { variables }: Pick<SubgraphQuestion, 'variables'>,
  error: Omit<SubgraphError, 'path'>,
): readonly SubgraphError[] {
  const representations = variables['representations'];
  if (!ofEntities || !Array.isArray(representations)) return names.map((name) => ({ ...error, path: [name] }));
  return representations.flatMap((_, index) => names.map((name) => ({ ...error, path: [entities, index, name] })));
}

/** Whether an answer speaks of as many entities as were asked about: they are matched by their place in the list. */
export function hasEveryEntity(
  data: unknown,
  { ofEntities }: AskedFields,
  { representations }: Readonly<Record<string, unknown>>,
): boolean {
  if (!ofEntities || !Array.isArray(representations)) return true;
  const answered = (data as Readonly<Record<string, unknown>>)[entities];
  return Array.isArray(answered) && answered.length === representations.length;
}
