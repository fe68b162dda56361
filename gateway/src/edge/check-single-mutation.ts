import { HubError } from '@hub/domain';
import type { DocumentNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind, OperationTypeNode } from 'graphql';

/**
 * One change a request. Of two, the first may be committed while the second fails, and a null that the second leaves at
 * the root would hide from the caller that the first was made.
 *
 * @throws HubError GRAPHQL_VALIDATION_FAILED
 */
export function checkSingleMutation(
  { operation, selectionSet }: OperationDefinitionNode,
  document: DocumentNode,
): void {
  if (operation !== OperationTypeNode.MUTATION) return;
  if (new Set(listRootNames(selectionSet, document)).size <= 1) return;
  throw new HubError('GRAPHQL_VALIDATION_FAILED', 'Send one mutation in a request');
}

/** Names in the answer: a field that is asked for twice under one name runs once. The document is valid by now. */
function listRootNames({ selections }: SelectionSetNode, document: DocumentNode): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return listRootNames(selection.selectionSet, document);
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === '__typename' ? [] : [selection.alias?.value ?? selection.name.value];
    }
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? listRootNames(fragment.selectionSet, document) : [];
  });
}
