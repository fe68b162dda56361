import type { Request } from 'express';
import { invalidClient, invalidRequest, TokenError } from './token-error.js';

export interface TokenRequest {
  readonly clientId?: string;
  readonly assertion: string;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Reads the form of a token request.
 *
 * @throws TokenError
 */
export function readTokenRequest(request: Request): TokenRequest {
  if (request.is('application/x-www-form-urlencoded') === false) {
    throw invalidRequest('Send the parameters as application/x-www-form-urlencoded');
  }
  const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const grantType = readParameter(form, 'grant_type');
  if (grantType === undefined) throw invalidRequest('grant_type is missing');
  if (grantType !== 'client_credentials') {
    throw new TokenError('unsupported_grant_type', 'The only grant_type is client_credentials', 400);
  }
  const assertion = readParameter(form, 'client_assertion');
  const scheme = readScheme(request.headers.authorization);
  const hasSecret = 'client_secret' in form;
  if (readParameter(form, 'client_assertion_type') !== assertionType || assertion === undefined) {
    if (hasSecret || scheme !== undefined) throw invalidClient(undefined, scheme);
    throw invalidRequest(`Send client_assertion, and client_assertion_type ${assertionType}`);
  }
  // RFC 6749 §2.3: one way of authentication a request
  if (hasSecret || scheme !== undefined) {
    throw invalidRequest('Authenticate by client_assertion alone; leave out Authorization and client_secret');
  }
  const clientId = readParameter(form, 'client_id');
  return { assertion, ...(clientId === undefined ? {} : { clientId }) };
}

/** The scheme of `Authorization`, for the challenge that has to name it. */
function readScheme(authorization: string | undefined): string | undefined {
  return authorization === undefined
    ? undefined
    : (/^[A-Za-z][A-Za-z0-9-]{0,19}(?= |$)/.exec(authorization)?.[0] ?? 'Bearer');
}

function readParameter(form: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidRequest(`${name} is given more than once`);
  return value;
}
