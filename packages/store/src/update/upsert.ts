import { StoreUsageError } from '../port.js';
import type { FilterNode } from '../filter/filter-node.js';
import { equalities } from '../filter/equalities.js';
import type { Fields } from '../values/value.js';
import { parsePath } from '../values/field-path.js';
import { applyUpdate } from './apply-update.js';
import type { Change } from './parse-update.js';

/**
 * @throws StoreUsageError when an upsert that inserts would have no `_id`: MongoDB would make up an ObjectId
 */
export function checkUpsertId(filter: FilterNode, changes: readonly Change[]): void {
  const fromFilter = equalities(filter).get('_id');
  const fromUpdate = changes.find((change) => change.path === '_id' && change.kind === 'set');
  const id = fromUpdate?.kind === 'set' ? fromUpdate.value : fromFilter;
  if (typeof id !== 'string' || id === '')
    throw new StoreUsageError('An upsert needs _id in its filter or in $setOnInsert');
  if (fromUpdate !== undefined && fromFilter !== undefined && fromFilter !== id) {
    throw new StoreUsageError('An upsert may not have one _id in its filter and another in $setOnInsert');
  }
}

/** The document an upsert inserts: what the filter says by equality, then the update. */
export function upsertDocument(filter: FilterNode, changes: readonly Change[]): Fields {
  const document: Fields = {};
  const start: Change[] = [];
  for (const [path, value] of equalities(filter)) {
    if (path !== '_id' || !changes.some((change) => change.path === '_id')) {
      start.push({ kind: 'set', path, steps: parsePath(path), value: structuredClone(value), onInsert: false });
    }
  }
  applyUpdate(document, start, true);
  applyUpdate(document, changes, true);
  return document;
}
