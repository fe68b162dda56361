import { DuplicateKeyError, StoreUsageError } from '@hub/store';
import type { WireDocument } from './message.js';

/** Error codes of the server, by the names it gives them. */
export const codeNames = {
  2: 'BadValue',
  6: 'HostUnreachable',
  7: 'HostNotFound',
  8: 'UnknownError',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  24: 'LockTimeout',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  43: 'CursorNotFound',
  50: 'MaxTimeMSExpired',
  59: 'CommandNotFound',
  64: 'WriteConcernTimeout',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  89: 'NetworkTimeout',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  171: 'CannotIndexParallelArrays',
  189: 'PrimarySteppedDown',
  225: 'TransactionTooOld',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  262: 'ExceededTimeLimit',
  263: 'OperationNotSupportedInTransaction',
  9001: 'SocketException',
  10107: 'NotWritablePrimary',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  11600: 'InterruptedAtShutdown',
  11602: 'InterruptedDueToReplStateChange',
  13435: 'NotPrimaryNoSecondaryOk',
  13436: 'NotPrimaryOrSecondary',
  40415: 'IDLUnknownField',
} as const;

export type ErrorCode = keyof typeof codeNames;

/** What the server would answer in the place of a result. */
export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    readonly code: number,
    message: string,
    /** Further fields of the answer, such as `keyPattern`. */
    readonly details: WireDocument = {},
    /** Given by a fail point in the place of those that the code would have. */
    readonly labels?: readonly string[],
  ) {
    super(message);
  }
}

export function codeNameOf(code: number): string {
  return (codeNames as Readonly<Record<number, string>>)[code] ?? `Location${code}`;
}

/** What the server would say of an error of the embedded store. */
export function asWireError(error: unknown, namespace: string, indexName: (key: string) => string): WireError {
  if (error instanceof WireError) return error;
  if (error instanceof DuplicateKeyError) {
    const { index, keyPattern, keyValue } = error;
    const values = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
    return new WireError(
      11000,
      `E11000 duplicate key error collection: ${namespace} index: ${indexName(index)} dup key: { ${values.join(', ')} }`,
      { keyPattern, keyValue },
    );
  }
  return wireErrorOfUnknown(error);
}

export function wireErrorOfUnknown(error: unknown): WireError {
  if (error instanceof WireError) return error;
  if (error instanceof StoreUsageError) return new WireError(2, error.message);
  return new WireError(8, error instanceof Error ? error.message : 'Unknown error');
}

const retryable: ReadonlySet<number> = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const transient: ReadonlySet<number> = new Set([...retryable, 24, 112, 246, 251]);

/** What the command was part of; decides which errors may be tried again. */
export type Part = 'transaction' | 'commit' | 'retryable write' | 'other';

/** The labels that tell a driver what it may try again. */
export function labelsOf({ code, labels }: WireError, part: Part): readonly string[] {
  if (labels !== undefined) return labels;
  switch (part) {
    case 'transaction':
      return transient.has(code) ? ['TransientTransactionError'] : [];
    case 'commit':
      if (code === 251 || code === 112) return ['TransientTransactionError'];
      return retryable.has(code) ? ['RetryableWriteError'] : [];
    case 'retryable write':
      return retryable.has(code) ? ['RetryableWriteError'] : [];
    case 'other':
      return [];
  }
}

export function errorReply(error: WireError, part: Part): WireDocument {
  const labels = labelsOf(error, part);
  return {
    ok: 0,
    errmsg: error.message,
    code: error.code,
    codeName: codeNameOf(error.code),
    ...error.details,
    ...(labels.length > 0 && { errorLabels: labels }),
  };
}
