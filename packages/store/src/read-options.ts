import { type ReadOptions, StoreUsageError } from './port.js';
import { checkSort } from './sorting.js';

/** @throws StoreUsageError; a limit of 0 is refused because MongoDB takes it for no limit at all */
export function checkReadOptions({ sort, skip, limit }: ReadOptions): void {
  if (sort !== undefined) checkSort(sort);
  if (skip !== undefined && (!Number.isSafeInteger(skip) || skip < 0)) {
    throw new StoreUsageError('skip must be a whole number, 0 or more');
  }
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1)) {
    throw new StoreUsageError('limit must be a whole number, 1 or more');
  }
}
