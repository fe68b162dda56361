import { HubError } from '@hub/domain';
import { StartupError } from '../startup-error.js';

/** An error as the log keeps it: what kind and where, without words that may quote a person's data. */
export interface SerializedError {
  readonly type: string;
  /** Of our own errors only: their messages never hold a person's data. */
  readonly message?: string;
  readonly code?: string | number;
  readonly codeName?: string;
  readonly syscall?: string;
  readonly reason?: string;
  readonly department?: string;
  readonly stack?: readonly string[];
  readonly cause?: SerializedError;
  readonly errors?: readonly SerializedError[];
}

const deepestCause = 5;
const mostErrors = 10;

/**
 * Drivers and parsers quote their input: MongoDB's E11000 prints the key, `JSON.parse` prints the text. So a foreign
 * error keeps its class, code and stack frames; its message is dropped, also from the head of the stack.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: error === null ? 'null' : typeof error };
  const own = error instanceof HubError || error instanceof StartupError;
  const { codeName, syscall, originalError } = error as {
    codeName?: unknown;
    syscall?: unknown;
    originalError?: unknown;
  };
  const code = codeOf(error);
  // GraphQL's errors keep what was thrown in `originalError`
  const cause = error.cause ?? originalError;
  return {
    type: nameOf(error),
    ...(own ? { message: error.message } : {}),
    ...(code === undefined ? {} : { code }),
    ...(typeof codeName === 'string' ? { codeName } : {}),
    ...(typeof syscall === 'string' ? { syscall } : {}),
    ...(error instanceof HubError ? hubDetails(error) : {}),
    ...framesOf(error),
    ...(cause === undefined || depth >= deepestCause ? {} : { cause: serializeError(cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < deepestCause
      ? { errors: error.errors.slice(0, mostErrors).map((inner: unknown) => serializeError(inner, depth + 1)) }
      : {}),
  };
}

function codeOf(error: Error): string | number | undefined {
  const { code, extensions } = error as { code?: unknown; extensions?: { code?: unknown } };
  const found = code ?? extensions?.code;
  if (typeof found === 'number') return found;
  return typeof found === 'string' && /^[\w.-]{1,64}$/.test(found) ? found : undefined;
}

/** The class, unless somebody wrote a sentence into `name`. */
export function nameOf(error: Error): string {
  return /^[\w$.]{1,80}$/.test(error.name) ? error.name : error.constructor.name;
}

function hubDetails({ details }: HubError): Pick<SerializedError, 'reason' | 'department'> {
  return {
    ...(details.reason === undefined ? {} : { reason: details.reason }),
    ...(details.department === undefined ? {} : { department: details.department }),
  };
}

/** Only lines of the form `at function (file:line:column)`; a message of several lines may hold anything else. */
function framesOf(error: Error): { stack?: readonly string[] } {
  const frames = (error.stack ?? '')
    .slice(error.stack?.includes(error.message) ? error.stack.indexOf(error.message) + error.message.length : 0)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at (?:.*\()?(?:file:|node:|native|<anonymous>|index \d|\/|[A-Za-z]:\\).*$/.test(line));
  return frames.length === 0 ? {} : { stack: frames };
}
