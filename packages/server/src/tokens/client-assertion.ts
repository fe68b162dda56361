import type { Clock } from '@hub/domain';
import { systemClock } from '@hub/domain';
import type { KeyObject } from 'node:crypto';
import { createPublicKey, randomUUID } from 'node:crypto';
import { readTokenParts } from './compact-form.js';
import type { KeyFor, SigningAlgorithm } from './jws.js';
import { epochSeconds, refused, signToken, verifyToken } from './jws.js';
import type { PrivateJwk } from './signing-keys.js';
import { readSigningKey } from './signing-keys.js';

/** Longest life of an assertion: five minutes. */
export const clientAssertionSeconds = 300;
const ownLifeSeconds = 60;
/** RFC 7523 leaves `typ` open; its revision names the last. A key of the client may also sign DPoP proofs: not those. */
const acceptedTypes = [undefined, 'jwt', 'client-authentication+jwt'];

/** A public key of a client: Ed25519 (EdDSA) or P-256 (ES256). Others, and private ones, are passed over. */
export interface ClientJwk {
  readonly kty?: string | undefined;
  readonly crv?: string | undefined;
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly d?: string | undefined;
  readonly kid?: string | undefined;
  readonly alg?: string | undefined;
}

/** Keys of one client, as registered. */
export interface ClientKeys {
  readonly keys: readonly ClientJwk[];
}

export interface ClientAssertion {
  readonly clientId: string;
  /** Single use: whoever accepts the assertion remembers this until `expiresAt`. */
  readonly jti: string;
  readonly expiresAt: Date;
}

/**
 * The client that an assertion claims to come from: only good for finding the keys to verify it with.
 *
 * @throws HubError UNAUTHENTICATED when the assertion has no readable `sub`
 */
export function readClaimedClient(assertion: string): string {
  const { sub } = readTokenParts(assertion, true).claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > 200) throw refused('TOKEN_CLAIM', 'names no client');
  return sub;
}

/**
 * Verifies a client's `private_key_jwt` (RFC 7523): `iss` and `sub` are the client, `aud` is the issuer and nothing else,
 * life at most five minutes (from now on, where `iat` is left out), `jti` there. That the `jti` was not used before is for the caller to check.
 *
 * @throws HubError UNAUTHENTICATED
 */
export async function verifyClientAssertion(
  assertion: string,
  options: {
    readonly clientId: string;
    readonly jwks: ClientKeys;
    readonly issuer: string;
    readonly clock?: Pick<Clock, 'now'>;
  },
): Promise<ClientAssertion> {
  const { clientId, jwks, issuer, clock = systemClock } = options;
  const claims = await verifyToken(assertion, {
    findKey: ({ alg, kid }) => findClientKey(jwks, alg, kid),
    issuer: clientId,
    audience: issuer,
    types: acceptedTypes,
    maxLifeSeconds: clientAssertionSeconds,
    now: clock.now(),
    foreign: true,
  });
  if (claims.sub !== clientId) throw refused('TOKEN_CLAIM', 'has a sub claim that is missing or not accepted');
  return { clientId, jti: claims.jti, expiresAt: new Date(claims.exp * 1000) };
}

/** Whether a registered key can verify assertions: Ed25519 or P-256, public, a point of its curve. */
export function isUsableClientKey(jwk: ClientJwk): boolean {
  return algorithmOf(jwk) !== undefined && importPublicKey(jwk) !== undefined;
}

/** Makes the assertion that a client sends to the token endpoint: valid for a minute, once. */
export async function signClientAssertion(
  privateJwk: PrivateJwk,
  options: { readonly clientId: string; readonly issuer: string; readonly clock?: Pick<Clock, 'now'> },
): Promise<string> {
  const { clientId, issuer, clock = systemClock } = options;
  const { privateKey, kid } = readSigningKey(privateJwk);
  const iat = epochSeconds(clock.now());
  const claims = { iss: clientId, sub: clientId, aud: issuer, jti: randomUUID(), iat, exp: iat + ownLifeSeconds };
  return signToken(claims, 'client-authentication+jwt', { algorithm: 'EdDSA', key: privateKey, kid });
}

/** Without `kid` the client must have just one key of that algorithm: trying them in turn is not worth it. */
function findClientKey({ keys }: ClientKeys, alg: string, kid: string | undefined): KeyFor | undefined {
  const fitting = keys.filter((jwk) => algorithmOf(jwk) === alg && (kid === undefined || jwk.kid === kid));
  const [jwk] = fitting;
  const algorithm = jwk === undefined ? undefined : algorithmOf(jwk);
  const key = jwk === undefined ? undefined : importPublicKey(jwk);
  if (fitting.length !== 1 || algorithm === undefined || key === undefined) return undefined;
  return { algorithm, key };
}

/** Public keys of two kinds only: a shared secret or an RSA key among them is no key for us. */
function algorithmOf({ kty, crv, alg, d }: ClientJwk): SigningAlgorithm | undefined {
  if (d !== undefined) return undefined;
  if (kty === 'OKP' && crv === 'Ed25519' && (alg === undefined || alg === 'EdDSA')) return 'EdDSA';
  if (kty === 'EC' && crv === 'P-256' && (alg === undefined || alg === 'ES256')) return 'ES256';
  return undefined;
}

function importPublicKey({ kty, crv, x, y }: ClientJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
