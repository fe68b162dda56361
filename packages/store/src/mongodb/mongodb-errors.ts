import { MongoBulkWriteError, MongoServerError, type WriteError } from 'mongodb';
import { DuplicateKeyError, StoreUsageError } from '../port.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import type { IndexPlan } from '../indexes/index-plan.js';
import { parsePath } from '../values/field-path.js';
import { type Fields, isFields } from '../values/value.js';
import { asUnavailable, isTransient } from './unavailable.js';

const duplicateKey = 11000;

/**
 * What the server says when an update does not fit a document or a document cannot be stored: the caller's mistake, which the
 * embedded store refuses as such too. BadValue, TypeMismatch, PathNotViable, ConflictingUpdateOperators, ImmutableField,
 * DollarPrefixedFieldName, BSONObjectTooLarge.
 */
const usageCodes: ReadonlySet<unknown> = new Set([2, 14, 28, 40, 52, 66, 10334, 17419, 17280]);

/** The port's error for one of the driver's, or the error as it came. The driver's text may hold data; it stays in `cause`. */
export function asPortError(error: unknown, plan: CollectionPlan): unknown {
  if (isTransient(error)) return error;
  if (!(error instanceof MongoServerError)) return asUnavailable(error);
  if (error.code === duplicateKey) return asDuplicate(error, plan);
  if (usageCodes.has(error.code)) {
    const name = typeof error.codeName === 'string' ? error.codeName : `code ${error.code}`;
    return new StoreUsageError(`MongoDB refused a command on ${plan.name}: ${name}`, { cause: error });
  }
  return asUnavailable(error);
}

function asDuplicate(error: MongoServerError, plan: CollectionPlan): DuplicateKeyError {
  const first = firstWriteError(error);
  const name = /index: (\S+)/.exec(first?.errmsg ?? error.message)?.[1] ?? '_id_';
  const index = plan.indexes.find((candidate) => candidate.name === name);
  const key = index?.key ?? { _id: 1 };
  const value: unknown = error['keyValue'] ?? keyValue(index, first?.document);
  return new DuplicateKeyError(plan.name, name, key, isFields(value) ? value : {}, { cause: error });
}

/** A bulk's first failed write; the driver keeps neither `keyPattern` nor `keyValue` of it. */
function firstWriteError(error: MongoServerError): { readonly errmsg: string; readonly document: unknown } | undefined {
  if (!(error instanceof MongoBulkWriteError)) return undefined;
  const writeErrors = ([] as WriteError[]).concat(error.writeErrors);
  const failed = writeErrors.find(({ code }) => code === duplicateKey) ?? writeErrors[0];
  return failed && { errmsg: failed.errmsg ?? '', document: failed.getOperation() };
}

function keyValue(index: IndexPlan | undefined, document: unknown): Fields {
  const paths = index?.paths ?? ['_id'];
  return Object.fromEntries(paths.map((path) => [path, valueAt(document, path)]));
}

function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const step of parsePath(path)) value = isFields(value) ? value[step] : undefined;
  return value ?? null;
}
