import { BSON } from 'mongodb';
import { type BulkOperation, type Document, type Filter, StoreUsageError, type Update } from '../port.js';
import { equalities } from '../filter/equalities.js';
import { parseFilter } from '../filter/parse-filter.js';
import type { FilterNode } from '../filter/filter-node.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { scalarValue } from '../indexes/scalar-value.js';
import { checkArrays } from '../update/check-arrays.js';
import { parseUpdate } from '../update/parse-update.js';
import { checkUpsertId } from '../update/upsert.js';
import { checkDocument } from '../values/faults.js';

/**
 * Everything here checks what a caller gives and takes a copy of it: the driver encodes it later, when it has a connection, and by
 * then the caller may have changed it.
 */
const maxBytes = 16 * 1024 * 1024;

/** @throws StoreUsageError for a document the embedded store would not take either */
export function takeInsert<T extends Document>(document: T, plan: CollectionPlan): T {
  checkDocument(document, plan.name);
  for (const path of plan.scalarPaths) scalarValue(document, path, plan.name);
  if (BSON.calculateObjectSize(document, { ignoreUndefined: true }) > maxBytes) {
    throw new StoreUsageError(`Document of ${plan.name}: larger than 16 MB`);
  }
  return structuredClone(document);
}

/** @throws StoreUsageError */
export function takeFilter(filter: Filter): { readonly node: FilterNode; readonly filter: Filter } {
  return { node: parseFilter(filter), filter: structuredClone(filter) };
}

/** @throws StoreUsageError */
export function takeUpdate(
  filter: Filter,
  update: Update,
  upsert: boolean,
  plan: CollectionPlan,
): { readonly node: FilterNode; readonly filter: Filter; readonly update: Update } {
  const taken = takeFilter(filter);
  const changes = parseUpdate(update);
  checkArrays(changes, plan);
  if (upsert) checkUpsertId(taken.node, changes);
  return { ...taken, update: structuredClone(update) };
}

/** @throws StoreUsageError */
export function takeReplacement<T extends Document>(
  filter: Filter,
  replacement: T,
  plan: CollectionPlan,
): { readonly node: FilterNode; readonly filter: Filter; readonly replacement: T } {
  const taken = takeFilter(filter);
  const copy = takeInsert(replacement, plan);
  const id = equalities(taken.node).get('_id');
  if (id !== undefined && id !== copy._id) {
    throw new StoreUsageError('A replacement keeps the _id of the document it replaces');
  }
  return { ...taken, replacement: copy };
}

/** @throws StoreUsageError before anything of the bulk is sent */
export function takeOperation(operation: BulkOperation<Document>, plan: CollectionPlan): BulkOperation<Document> {
  if ('insertOne' in operation) return { insertOne: { document: takeInsert(operation.insertOne.document, plan) } };
  if ('updateOne' in operation) {
    const { upsert = false } = operation.updateOne;
    const { filter, update } = takeUpdate(operation.updateOne.filter, operation.updateOne.update, upsert, plan);
    return { updateOne: { filter, update, upsert } };
  }
  if ('updateMany' in operation) {
    const { filter, update } = takeUpdate(operation.updateMany.filter, operation.updateMany.update, false, plan);
    return { updateMany: { filter, update } };
  }
  if ('replaceOne' in operation) {
    const { upsert = false } = operation.replaceOne;
    const { filter, replacement } = takeReplacement(
      operation.replaceOne.filter,
      operation.replaceOne.replacement,
      plan,
    );
    return { replaceOne: { filter, replacement, upsert } };
  }
  return 'deleteOne' in operation
    ? { deleteOne: { filter: takeFilter(operation.deleteOne.filter).filter } }
    : { deleteMany: { filter: takeFilter(operation.deleteMany.filter).filter } };
}
