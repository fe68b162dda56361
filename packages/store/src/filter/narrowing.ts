import type { CollectionPlan } from '../indexes/collection-plan.js';
import type { FilterNode, Test } from './filter-node.js';
import { implies } from './implication.js';

/**
 * Whether an index narrows a filter: one that begins with a path of the filter and knows all documents that the filter can
 * find. If none does, every document or every entry of an index would have to be read to answer it.
 *
 * @param whole the filter that `node` is a part of
 */
export function isNarrowed(node: FilterNode, plan: CollectionPlan, whole: FilterNode = node): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.some((part) => isNarrowed(part, plan, whole));
    case 'or':
      return node.nodes.every((part) => isNarrowed(part, plan, { kind: 'and', nodes: [whole, part] }));
    case 'not':
      return false;
    case 'is':
      return decidedByKeys(node.test) && beginsAnIndex(node.path, plan, whole);
  }
}

/** A filter that takes every document. */
export function isEverything(node: FilterNode): boolean {
  return node.kind === 'and' && node.nodes.every(isEverything);
}

/** An array's elements are found from any place of the key. */
function beginsAnIndex(path: string, { indexes }: CollectionPlan, whole: FilterNode): boolean {
  if (path === '_id') return true;
  return indexes.some(
    ({ paths, multikey, partial }) =>
      (paths[0] === path || multikey === path) && (partial === undefined || implies(whole, partial)),
  );
}

function decidedByKeys(test: Test): boolean {
  return (
    test.kind === 'eq' || test.kind === 'in' || test.kind === 'range' || test.kind === 'prefix' || test.kind === 'type'
  );
}
