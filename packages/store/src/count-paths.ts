import { StoreUsageError } from './port.js';
import type { CollectionPlan } from './indexes/collection-plan.js';

/** @throws StoreUsageError unless every path is one that an index declares as holding one value */
export function checkCountPaths(paths: readonly string[], plan: CollectionPlan): void {
  if (paths.length === 0) throw new StoreUsageError(`countBy of ${plan.name} needs at least one path`);
  for (const path of paths) {
    if (path !== '_id' && !plan.scalarPaths.includes(path)) {
      throw new StoreUsageError(`countBy of ${plan.name}: no index declares ${path} as holding one value`);
    }
  }
}
