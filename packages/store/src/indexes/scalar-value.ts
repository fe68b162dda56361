import { StoreUsageError } from '../port.js';
import { parsePath } from '../values/field-path.js';
import { isFields, isList } from '../values/value.js';

/**
 * The one value at an indexed path.
 * @throws StoreUsageError when an array stands in the way: MongoDB would silently make the index multikey
 */
export function scalarValue(document: unknown, path: string, collection: string): unknown {
  let value = document;
  for (const step of parsePath(path)) {
    value = isFields(value) ? value[step] : undefined;
    if (isList(value)) {
      throw new StoreUsageError(
        `Document of ${collection}: ${path} is indexed as one value but holds an array; declare it multikey`,
      );
    }
  }
  return value;
}
