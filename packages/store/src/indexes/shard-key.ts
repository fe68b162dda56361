import { type SortOrder, StoreUsageError } from '../port.js';
import type { IndexPlan } from './index-plan.js';

/**
 * A cluster enforces a unique index within each shard only, so it takes those alone that begin with the shard key: equal keys then lie
 * on one shard. And it needs an index over all documents that begins with the key.
 *
 * @throws StoreUsageError for a key that a cluster would refuse
 */
export function checkShardKey(shardKey: SortOrder, indexes: readonly IndexPlan[], collection: string): void {
  const refuse = (reason: string) => new StoreUsageError(`Shard key of ${collection}: ${reason}`);
  const steps = Object.entries(shardKey);
  if (steps.length === 0) throw refuse('the key is empty');
  if (steps.some(([, direction]) => direction !== 1)) throw refuse('a direction is 1');
  const loose = indexes.find((index) => index.unique && !beginsWith(index, steps));
  if (loose !== undefined) throw refuse(`unique index ${loose.name} does not begin with it`);
  const isId = steps.length === 1 && steps[0]?.[0] === '_id';
  const carriers = indexes.filter(({ partial, multikey }) => partial === undefined && multikey === undefined);
  if (!isId && !carriers.some((index) => beginsWith(index, steps))) {
    throw refuse('no index over all documents begins with it');
  }
}

function beginsWith({ key }: IndexPlan, steps: readonly (readonly [string, 1 | -1])[]): boolean {
  const entries = Object.entries(key);
  return steps.every(([path, direction], i) => entries[i]?.[0] === path && entries[i][1] === direction);
}
