import { StoreUsageError } from '../port.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { scalarValue } from '../indexes/scalar-value.js';
import { isList } from '../values/value.js';
import type { Change } from './parse-update.js';

/**
 * Refuses a change that would put an array where an index expects one value, as far as the update alone shows it.
 * @throws StoreUsageError
 */
export function checkArrays(changes: readonly Change[], plan: CollectionPlan): void {
  for (const change of changes) {
    for (const path of plan.scalarPaths) {
      if (putsArrayAt(change, path, plan.name)) {
        throw new StoreUsageError(
          `Update of ${change.path} in ${plan.name}: ${path} is indexed as one value; declare it multikey`,
        );
      }
    }
  }
}

function putsArrayAt(change: Change, path: string, collection: string): boolean {
  const isAt = path === change.path;
  const isAbove = path.startsWith(`${change.path}.`);
  if (!isAt && !isAbove) return false;
  if (change.kind === 'list') return true;
  if (change.kind !== 'set' && change.kind !== 'bound') return false;
  if (isAt || isList(change.value)) return isList(change.value);
  scalarValue(change.value, path.slice(change.path.length + 1), collection);
  return false;
}
