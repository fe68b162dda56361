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

/** @throws StoreUsageError for a document the embedded store would not take either */
export function checkInsert(document: Document, plan: CollectionPlan): void {
  checkDocument(document, plan.name);
  for (const path of plan.scalarPaths) scalarValue(document, path, plan.name);
}

/** @throws StoreUsageError */
export function checkUpdate(filter: Filter, update: Update, upsert: boolean, plan: CollectionPlan): FilterNode {
  const node = parseFilter(filter);
  const changes = parseUpdate(update);
  checkArrays(changes, plan);
  if (upsert) checkUpsertId(node, changes);
  return node;
}

/** @throws StoreUsageError */
export function checkReplacement(filter: Filter, replacement: Document, plan: CollectionPlan): FilterNode {
  const node = parseFilter(filter);
  checkInsert(replacement, plan);
  const id = equalities(node).get('_id');
  if (id !== undefined && id !== replacement._id) {
    throw new StoreUsageError('A replacement keeps the _id of the document it replaces');
  }
  return node;
}

/** @throws StoreUsageError before anything of the bulk is sent */
export function checkOperation(operation: BulkOperation<Document>, plan: CollectionPlan): void {
  if ('insertOne' in operation) checkInsert(operation.insertOne.document, plan);
  else if ('updateOne' in operation) {
    const { filter, update, upsert = false } = operation.updateOne;
    checkUpdate(filter, update, upsert, plan);
  } else if ('updateMany' in operation)
    checkUpdate(operation.updateMany.filter, operation.updateMany.update, false, plan);
  else if ('replaceOne' in operation)
    checkReplacement(operation.replaceOne.filter, operation.replaceOne.replacement, plan);
  else parseFilter('deleteOne' in operation ? operation.deleteOne.filter : operation.deleteMany.filter);
}
