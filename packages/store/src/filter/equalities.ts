import type { FilterNode } from './filter-node.js';

/** The conditions that must all hold: the top of a filter with its `$and`s opened. */
export function conjuncts(node: FilterNode): readonly FilterNode[] {
  return node.kind === 'and' ? node.nodes.flatMap(conjuncts) : [node];
}

/** What a filter says a document is: the fields an upsert starts from. */
export function equalities(node: FilterNode): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const part of conjuncts(node)) {
    if (part.kind === 'is' && part.test.kind === 'eq') found.set(part.path, part.test.value);
  }
  return found;
}
