import type { CollectionPlan } from '../indexes/collection-plan.js';
import type { FilterNode, Test } from './filter-node.js';

/** Whether the declared paths narrow a filter at all; if not, every document would have to be read to answer it. */
export function isPushable(node: FilterNode, plan: CollectionPlan): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.some((part) => isPushable(part, plan));
    case 'or':
      return node.nodes.every((part) => isPushable(part, plan));
    case 'not':
      return isPushable(node.node, plan);
    case 'is':
      return isDeclared(node.path, plan) && decidedByKeys(node.test);
  }
}

/** A filter that takes every document. */
export function isEverything(node: FilterNode): boolean {
  return node.kind === 'and' && node.nodes.every(isEverything);
}

function isDeclared(path: string, plan: CollectionPlan): boolean {
  return path === '_id' || plan.scalarPaths.includes(path) || plan.multikeyPaths.has(path);
}

function decidedByKeys(test: Test): boolean {
  return (
    test.kind === 'eq' || test.kind === 'in' || test.kind === 'range' || test.kind === 'prefix' || test.kind === 'type'
  );
}
