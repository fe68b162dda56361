import { createHmac, createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { ClientFile } from '@hub/server';

/** What a forger changes of a good client assertion. */
export interface AssertionForgery {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with another client's key. */
  readonly signer?: ClientFile;
  /** Signs with a shared secret instead; with an empty one, not at all. */
  readonly secret?: string;
}

/** A `private_key_jwt` made by hand; without a forgery it is one that the hub accepts, once. */
export function forgeAssertion(file: ClientFile, forgery: AssertionForgery = {}): string {
  const { header = {}, claims = {}, signer = file, secret } = forgery;
  const iat = Math.floor(Date.now() / 1000);
  const signed = [
    { alg: 'EdDSA', typ: 'JWT', kid: file.privateJwk.kid, ...header },
    { iss: file.clientId, sub: file.clientId, aud: file.issuer, jti: randomUUID(), iat, exp: iat + 60, ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  if (secret === '') return `${signed}.`;
  if (secret !== undefined) return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  const key = createPrivateKey({ key: { ...signer.privateJwk }, format: 'jwk' });
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

export interface TokenAnswer {
  readonly status: number;
  readonly token?: string;
  readonly error?: string;
}

/** Asks the token endpoint for a token. */
export async function requestToken({ tokenEndpoint }: ClientFile, assertion: string): Promise<TokenAnswer> {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  const { access_token: token, error } = (await response.json()) as { access_token?: string; error?: string };
  return { status: response.status, ...(token !== undefined && { token }), ...(error !== undefined && { error }) };
}
