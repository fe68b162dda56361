import { type ReadOptions, type SortOrder, StoreUsageError } from './port.js';
import type { FilterNode } from './filter/filter-node.js';
import { isEverything, isNarrowed } from './filter/narrowing.js';
import type { CollectionPlan } from './indexes/collection-plan.js';

/** From this many documents on a question that would read them all is refused. */
export const largeCollection = 10_000;

/**
 * Why answering would mean reading the whole collection, or undefined when it would not. A million documents take seconds,
 * and in the embedded store nobody else is served meanwhile.
 */
export function fullScanReason(node: FilterNode, options: ReadOptions, plan: CollectionPlan): string | undefined {
  if (isEverything(node)) {
    if (options.limit === undefined) return 'it has no filter and no limit';
    return sortsByIndex(options.sort, plan) ? undefined : 'it sorts by a path that no index begins with';
  }
  return isNarrowed(node, plan) ? undefined : 'no index narrows its filter';
}

function sortsByIndex(sort: SortOrder = {}, { indexes }: CollectionPlan): boolean {
  const [first] = Object.keys(sort);
  if (first === undefined || first === '_id') return true;
  return indexes.some(({ paths, partial }) => paths[0] === first && partial === undefined);
}

export function fullScanError(collection: string, reason: string): StoreUsageError {
  return new StoreUsageError(
    `Query of ${collection} would read the whole large collection because ${reason}; declare an index, give a limit, or go through it with for await`,
  );
}
