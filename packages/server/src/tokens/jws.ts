import { HubError } from '@hub/domain';
import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { readTokenParts } from './compact-form.js';

/** The algorithms in use: HS256 between gateway and departments, EdDSA or ES256 wherever the keys are two. */
export type SigningAlgorithm = 'HS256' | 'EdDSA' | 'ES256';

export interface KeyFor {
  readonly algorithm: SigningAlgorithm;
  readonly key: Uint8Array | KeyObject;
  readonly kid?: string;
}

export interface TokenRules {
  /** Finds the key by `kid` among the keys of one issuer; there is no other way to a key. */
  readonly findKey: (header: { readonly alg: string; readonly kid?: string }) => KeyFor | undefined;
  readonly issuer: string;
  readonly audience: string;
  /** Accepted `typ` values; `undefined` in the list accepts a token without one. */
  readonly types: readonly (string | undefined)[];
  /** Longest life, from `iat` to `exp`. */
  readonly maxLifeSeconds: number;
  readonly now: Date;
  /**
   * The token comes from a program of another make, which may leave out `iat`, name its one audience in a list, and add
   * header members that change nothing.
   */
  readonly foreign?: boolean;
}

/** The claims that every token of the hub has, checked; the rest is the reader's. */
export interface CheckedClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly [claim: string]: unknown;
}

/** Clocks of two machines may differ by this much. */
export const clockToleranceSeconds = 5;

/** Seconds since the epoch, as tokens count. */
export function epochSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

export async function signToken(claims: CheckedClaims, type: string, { algorithm, key, kid }: KeyFor): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, typ: type, ...(kid === undefined ? {} : { kid }) })
    .sign(key);
}

/**
 * The one way a token is verified. jose by itself accepts a token without `exp`, `aud` or `iss`, of another `typ`, or
 * with an `exp` in the year 287000; here all of them are stated, the header may name nothing but `alg`, `typ` and
 * `kid` (and what does no harm, in foreign tokens), and the compact form must be the canonical one.
 *
 * @throws HubError UNAUTHENTICATED with a `reason`; what jose said is in `cause`
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<CheckedClaims> {
  const { header } = readTokenParts(token, rules.foreign);
  if (!rules.types.includes(header.typ?.toLowerCase())) throw refused('TOKEN_TYPE', 'is of another type');
  const found = rules.findKey(header);
  if (found === undefined) throw refused('TOKEN_KEY', 'is signed with a key that is not known here');
  const claims = await checkWithJose(token, found, rules);
  if (claims.exp - claims.iat > rules.maxLifeSeconds) throw refused('TOKEN_LIFE', 'lives longer than is allowed');
  return claims;
}

async function checkWithJose(token: string, { algorithm, key }: KeyFor, rules: TokenRules): Promise<CheckedClaims> {
  try {
    const mayLackIat = rules.foreign === true && readTokenParts(token, true).claims['iat'] === undefined;
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      issuer: rules.issuer,
      audience: rules.audience,
      requiredClaims: ['exp', 'jti', 'sub', ...(mayLackIat ? [] : ['iat'])],
      ...(!mayLackIat && { maxTokenAge: rules.maxLifeSeconds }),
      clockTolerance: clockToleranceSeconds,
      currentDate: rules.now,
    });
    if (!namesOneAudience(payload.aud, rules)) throw refused('TOKEN_AUDIENCE', 'must name one audience');
    if (!isName(payload.sub) || !isName(payload.jti)) throw refused('TOKEN_CLAIM', 'has an empty sub or jti');
    // A token that does not say when it was made counts as made now
    return { iat: epochSeconds(rules.now), ...payload, aud: rules.audience } as unknown as CheckedClaims;
  } catch (error) {
    throw translate(error);
  }
}

/** A list of several would be a token that somebody else accepts as well. That the one is ours, jose has checked. */
function namesOneAudience(audience: unknown, { foreign = false }: TokenRules): boolean {
  return typeof audience === 'string' || (foreign && Array.isArray(audience) && audience.length === 1);
}

function isName(claim: unknown): boolean {
  return typeof claim === 'string' && claim.length > 0 && claim.length <= 255;
}

/** Claims are looked at only after the signature, so these reasons tell nothing to somebody without a key. */
function translate(error: unknown): unknown {
  if (error instanceof HubError) return error;
  if (error instanceof errors.JWTExpired) return refused('TOKEN_EXPIRED', 'has expired', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refused('TOKEN_CLAIM', `has a ${error.claim} claim that is missing or not accepted`, error);
  }
  return refused('TOKEN_INVALID', 'is not valid', error);
}

/** The one shape of a refusal, whatever was wrong with the token. */
export function refused(reason: string, what: string, cause?: unknown): HubError {
  return new HubError('UNAUTHENTICATED', `The token ${what}`, { reason, ...(cause === undefined ? {} : { cause }) });
}
