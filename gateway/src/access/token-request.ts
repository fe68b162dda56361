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
  if (readParameter(form, 'client_assertion_type') !== assertionType || assertion === undefined) {
    if ('client_secret' in form || request.headers.authorization !== undefined) throw invalidClient();
    throw invalidRequest(`Send client_assertion, and client_assertion_type ${assertionType}`);
  }
  const clientId = readParameter(form, 'client_id');
  return { assertion, ...(clientId === undefined ? {} : { clientId }) };
}

function readParameter(form: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidRequest(`${name} is given more than once`);
  return value;
}
