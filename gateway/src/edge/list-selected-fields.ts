import type { FieldNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

/** The fields of one selection, those of its inline fragments among them; named fragments are looked at by themselves. */
export function listSelectedFields({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return listSelectedFields(selection.selectionSet);
    return selection.kind === Kind.FIELD ? [selection] : [];
  });
}
