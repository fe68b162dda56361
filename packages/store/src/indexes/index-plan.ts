import { type IndexDefinition, type SortOrder, StoreUsageError } from '../port.js';
import type { FilterNode } from '../filter/filter-node.js';
import { createMatcher, type Matcher } from '../filter/matcher.js';
import { conjuncts } from '../filter/equalities.js';
import { parseFilter } from '../filter/parse-filter.js';

/** A declared index after checking. */
export interface IndexPlan {
  /** MongoDB's own default name: `status_1_updatedAt_-1`. */
  readonly name: string;
  readonly key: SortOrder;
  readonly paths: readonly string[];
  readonly unique: boolean;
  readonly multikey: string | undefined;
  readonly partial: FilterNode | undefined;
  /** Whether a document belongs into the index. */
  readonly covers: Matcher;
}

export function indexName(key: SortOrder): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${direction}`)
    .join('_');
}

/** @throws StoreUsageError for a definition that the two adapters would not build alike */
export function planIndex(definition: IndexDefinition, collection: string): IndexPlan {
  const name = indexName(definition.key);
  const refuse = (reason: string) => new StoreUsageError(`Index ${name} of ${collection}: ${reason}`);
  const paths = Object.keys(definition.key);
  if (paths.length === 0) throw refuse('the key is empty');
  if (paths.length === 1 && paths[0] === '_id') throw refuse('_id is always indexed');
  for (const path of paths) {
    checkIndexPath(path, refuse);
    if (definition.key[path] !== 1 && definition.key[path] !== -1) throw refuse('a direction is 1 or -1');
  }
  if (definition.multikey !== undefined && !paths.includes(definition.multikey))
    throw refuse('multikey names a path of the key');
  const partial = definition.partialFilterExpression && parseFilter(definition.partialFilterExpression);
  if (partial !== undefined && !conjuncts(partial).every(isPartialCondition)) {
    throw refuse(
      "partialFilterExpression takes equality, $type: 'string', ranges and $and of these, with no null and no fractions",
    );
  }
  for (const path of partial === undefined ? [] : conditionPaths(partial)) checkIndexPath(path, refuse);
  return {
    name,
    key: definition.key,
    paths,
    unique: definition.unique === true,
    multikey: definition.multikey,
    partial,
    covers: partial === undefined ? () => true : createMatcher(partial),
  };
}

/** The paths a partial condition looks at. */
export function conditionPaths(condition: FilterNode): readonly string[] {
  return conjuncts(condition).flatMap((part) => (part.kind === 'is' ? [part.path] : []));
}

/** Paths become column names; plain words need no thought about quoting. */
function checkIndexPath(path: string, refuse: (reason: string) => Error): void {
  if (!/^[A-Za-z_]\w*(\.\w+)*$/.test(path)) throw refuse(`path ${path} is not made of words and dots`);
}

/** SQLite may read a decimal fraction in an index's condition one unit in the last place off. */
function isExactLiteral(value: unknown): boolean {
  return typeof value !== 'number' || Number.isSafeInteger(value);
}

/** What MongoDB takes and means alike in a partial index; null would also be a missing field. */
function isPartialCondition(node: FilterNode): boolean {
  if (node.kind !== 'is') return false;
  const { test } = node;
  switch (test.kind) {
    case 'eq':
    case 'range':
      return typeof test.value === 'object' ? test.value instanceof Date : isExactLiteral(test.value);
    case 'type':
      return test.type === 'string';
    case 'in':
    case 'prefix':
    case 'exists':
    case 'size':
    case 'elemMatch':
      return false;
  }
}
