import { MongoError, MongoErrorLabel, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { StoreUnavailableError } from '../store-unavailable-error.js';

/**
 * What a server says while it has no primary, is being shut down, or cannot reach a majority: HostUnreachable, HostNotFound,
 * WriteConcernTimeout, NetworkTimeout, ShutdownInProgress, UnsatisfiableWriteConcern, PrimarySteppedDown, ExceededTimeLimit,
 * SocketException, NotWritablePrimary, InterruptedAtShutdown, InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk,
 * NotPrimaryOrSecondary. The driver has tried such a command a second time before we hear of it.
 */
const unavailableCodes: ReadonlySet<unknown> = new Set([
  6, 7, 64, 89, 91, 100, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

export function isUnavailable(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  return error instanceof MongoServerError && unavailableCodes.has(error.code);
}

export function asUnavailable(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  return new StoreUnavailableError('MongoDB does not answer now, or cannot reach a majority of its members', {
    cause: error,
  });
}

/** Within a transaction: the driver begins the whole transaction again, provided that it sees this very error. */
export function isTransient(error: unknown): error is MongoError {
  return error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError);
}
