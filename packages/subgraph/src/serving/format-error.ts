import type { HubErrorDetails } from '@hub/domain';
import { HubError } from '@hub/domain';
import { StoreUnavailableError } from '@hub/store';
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

/**
 * What GraphQL itself refuses, in our words: its own messages quote names of the schema and values of variables, which may be
 * somebody's number.
 */
const sentences: Readonly<Record<string, string>> = {
  BAD_USER_INPUT: 'A variable does not fit the type that the operation declares for it; compare it with the schema',
  GRAPHQL_PARSE_FAILED: 'The text of the operation is not GraphQL',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema; compare the two',
};

/**
 * Path of the variable at fault, as graphql-js names it: `Variable "$input" got invalid value "…" at "input.startedOn"; …`.
 * It is made of names of the schema and numbers alone, so it tells nothing of the value.
 */
function pathOfVariable(message: string): string | undefined {
  const name = /^Variable "\$([A-Za-z_]\w*)"/.exec(message)?.[1];
  if (name === undefined) return undefined;
  return new RegExp(` at "(${name}(?:\\.[A-Za-z_]\\w*|\\[\\d+\\])+)"; `).exec(message)?.[1] ?? name;
}

/** The HubError underneath, however deep GraphQL wrapped it. */
export function findHubError(error: unknown): HubError | undefined {
  if (error instanceof HubError) return error;
  return error instanceof GraphQLError ? findHubError(error.originalError) : undefined;
}

export interface FormatErrorOptions {
  readonly onInternalError: (error: unknown) => void;
}

/** The department itself answers, and its store does not: for the caller that is the same, and it passes. */
function asUnavailable(error: unknown): HubError | undefined {
  if (error instanceof GraphQLError) return asUnavailable(error.originalError);
  if (!(error instanceof StoreUnavailableError)) return undefined;
  return new HubError('DEPARTMENT_UNAVAILABLE', 'The store of the department does not answer; ask again', {
    retryAfterSeconds: 1,
  });
}

/**
 * The one place where a department's errors turn into what leaves it: a stable code, its details and the path.
 * What has no code is logged whole and answered as INTERNAL_SERVER_ERROR without a word of what happened. No message of
 * GraphQL's own goes out.
 */
export function createErrorFormatter({ onInternalError }: FormatErrorOptions) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const position = formatted.path === undefined ? {} : { path: formatted.path };
    const field = pathOfVariable(formatted.message);
    const place = field === undefined ? {} : { field };
    const unavailable = asUnavailable(error);
    if (unavailable !== undefined) onInternalError(error);
    const hubError = unavailable ?? findHubError(error);
    if (hubError !== undefined) {
      const details: HubErrorDetails = { ...place, ...hubError.details };
      return { message: hubError.message, ...position, extensions: { code: hubError.code, ...details } };
    }
    const code = formatted.extensions?.['code'];
    const message = typeof code === 'string' ? sentences[code] : undefined;
    if (message !== undefined) return { message, ...position, extensions: { code, ...place } };
    onInternalError(error);
    return {
      message: 'The department could not answer; give the request id to its operator',
      ...position,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}
