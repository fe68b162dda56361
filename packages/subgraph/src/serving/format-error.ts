import type { HubErrorDetails } from '@hub/domain';
import { errorCodes, HubError } from '@hub/domain';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';

/** A HubError as GraphQL carries it; with `failsRequest` the HTTP status is the code's. */
export function toGraphQLError(error: HubError, { failsRequest = false } = {}): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: {
      code: error.code,
      ...error.details,
      ...(failsRequest && { http: { status: error.httpStatus } }),
    },
  });
}

const knownCodes = new Set<string>(Object.keys(errorCodes));

/** The HubError underneath, however deep GraphQL wrapped it. */
export function findHubError(error: unknown): HubError | undefined {
  if (error instanceof HubError) return error;
  return error instanceof GraphQLError ? findHubError(error.originalError) : undefined;
}

export interface FormatErrorOptions {
  readonly onInternalError: (error: unknown) => void;
}

/**
 * The one place where a department's errors turn into what leaves it: a stable code, its details and the path.
 * What has no code is logged whole and answered as INTERNAL_SERVER_ERROR without a word of what happened.
 */
export function createErrorFormatter({ onInternalError }: FormatErrorOptions) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const position = formatted.path === undefined ? {} : { path: formatted.path };
    const hubError = findHubError(error);
    if (hubError !== undefined) {
      const details: HubErrorDetails = hubError.details;
      return { message: hubError.message, ...position, extensions: { code: hubError.code, ...details } };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' && knownCodes.has(code)) {
      return { message: formatted.message, ...position, extensions: { code } };
    }
    onInternalError(error);
    return {
      message: 'The department could not answer; give the request id to its operator',
      ...position,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}
