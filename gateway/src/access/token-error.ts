/** An error of the token endpoint (RFC 6749 §5.2): other programs read these codes. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'temporarily_unavailable',
    readonly description: string,
    readonly status: number,
    options?: ErrorOptions,
    /** Scheme of the `Authorization` that was sent: the answer has to name it in `WWW-Authenticate`. */
    readonly scheme?: string,
  ) {
    super(description, options);
  }
}

export function invalidRequest(description: string): TokenError {
  return new TokenError('invalid_request', description, 400);
}

/** Why is not told: it would help to find out which clients there are. */
export function invalidClient(cause?: unknown, scheme?: string): TokenError {
  return new TokenError('invalid_client', 'The client or its assertion is not accepted', 401, { cause }, scheme);
}
