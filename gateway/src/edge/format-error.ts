import type { ErrorCode, HubErrorDetails } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { SourceLocation } from 'graphql';
import { GraphQLError } from 'graphql';
import { isErrorCode, pickDetails } from '../federation/error-details.js';

/** An error as it leaves the hub. */
export interface AnsweredError {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: HubErrorDetails & { readonly code: ErrorCode; readonly requestId: string };
}

export interface ErrorFormatterOptions {
  /** Told of every error that is answered without its cause. */
  readonly onInternalError: (error: unknown, requestId: string) => void;
}

export type ErrorFormatter = (error: unknown, requestId: string) => AnsweredError;

const internalMessage = 'The hub could not answer; give the request id to its operators';

/**
 * The one place where errors turn into what the caller reads, whether the edge, the hub's own subgraph or a department
 * raised them: a code of the contract, its details, the path. Anything without such a code is told to the log and
 * answered without a word of what happened.
 */
export function createErrorFormatter({ onInternalError }: ErrorFormatterOptions): ErrorFormatter {
  return (error, requestId) => {
    const position = positionOf(error);
    const { message, code, details } = readMeaning(error) ?? {
      message: '',
      code: 'INTERNAL_SERVER_ERROR',
      details: {},
    };
    if (code === 'INTERNAL_SERVER_ERROR') {
      if (!isLogged(error)) onInternalError(error, requestId);
      return { message: internalMessage, ...position, extensions: { code, requestId } };
    }
    return { message, ...position, extensions: { code, ...details, requestId } };
  };
}

interface Meaning {
  readonly message: string;
  readonly code: ErrorCode;
  readonly details: HubErrorDetails;
}

function readMeaning(error: unknown): Meaning | undefined {
  if (error instanceof HubError) return { message: error.message, code: error.code, details: error.details };
  if (!(error instanceof GraphQLError)) return undefined;
  const code = error.extensions['code'];
  if (isErrorCode(code)) return { message: error.message, code, details: pickDetails(error.extensions) };
  return readMeaning(error.originalError);
}

/** Links tell the log what failed behind them, once; the error may stand beside many fields. */
function isLogged(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['isLogged'] === true;
}

function positionOf(error: unknown): Pick<AnsweredError, 'locations' | 'path'> {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error;
  return {
    ...(locations === undefined ? {} : { locations }),
    // '@' stands for 'every item' in plans: such a path is none that the caller could follow
    ...(path === undefined || path.includes('@') ? {} : { path }),
  };
}
