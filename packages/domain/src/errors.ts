/**
 * Every error code an outside program can meet, with the HTTP status when it fails the whole request
 * (200: it stands beside the data, on the field it concerns).
 */
export const errorCodes = {
  UNAUTHENTICATED: 401,
  PURPOSE_REQUIRED: 400,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  GRAPHQL_PARSE_FAILED: 400,
  LIMIT_EXCEEDED: 400,
  NOT_FOUND: 200,
  CONFLICT: 200,
  RATE_LIMITED: 429,
  DEPARTMENT_UNAVAILABLE: 200,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface HubErrorDetails {
  /** Path of the input or header at fault, as the caller wrote it: `input.person.documentNumber`, `Hub-Case`. */
  readonly field?: string;
  /** Schema coordinates (`Person.residence`) this caller may not read for this purpose. */
  readonly fields?: readonly string[];
  /** Stable code of the rule that was broken: `BAD_CHECK_DIGIT`, `HALF_YEAR_REQUIRED`. */
  readonly reason?: string;
  readonly department?: string;
  readonly retryAfterSeconds?: number;
}

/**
 * The one error class. `message` is a sentence for the caller that names the field and the fix;
 * it never holds a person's data. What went wrong underneath stays in `cause` and is logged, not answered.
 */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: ErrorCode;
  readonly details: HubErrorDetails;

  constructor(code: ErrorCode, message: string, details: HubErrorDetails & { readonly cause?: unknown } = {}) {
    const { cause, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = rest;
  }

  /** HTTP status when this error fails the whole request. */
  get httpStatus(): number {
    return errorCodes[this.code];
  }
}

/** Shorthand for the commonest error: an input field that breaks a named rule. */
export function badInput(field: string, message: string, reason?: string): HubError {
  return new HubError('BAD_USER_INPUT', message, reason === undefined ? { field } : { field, reason });
}
