import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, isPurposeCode, systemClock } from '@hub/domain';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TokenOptions } from './department-token.js';
import { epochSeconds, refused, signToken, verifyToken } from './jws.js';
import type { PublicJwk, SigningKeys } from './signing-keys.js';
import { TokenMemory } from './token-memory.js';

/** Life of an access token: ten minutes. */
export const accessTokenSeconds = 600;
const tokenType = 'at+jwt';
const maxRemembered = 10_000;

/** What a client may do, as its access token says. */
export interface AccessGrant {
  readonly client: string;
  readonly department: CallerName;
  readonly purposes: readonly PurposeCode[];
  /** Region-code prefix of the client's own zone. */
  readonly zone?: string;
}

export interface VerifiedAccessToken extends AccessGrant {
  /** `jti`: names the token in the ledger and in a list of revoked ones. */
  readonly tokenId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface AccessTokenOptions extends TokenOptions {
  /** The gateway's own address as clients know it; also the audience. */
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** Asked at every request, remembered token or not; `true` refuses it. A rejection of the promise refuses it too. */
  readonly isRevoked?: (token: VerifiedAccessToken) => boolean | Promise<boolean>;
}

export interface AccessTokens {
  sign(grant: AccessGrant): Promise<string>;
  /** @throws HubError UNAUTHENTICATED */
  verify(token: string): Promise<VerifiedAccessToken>;
  /** Public keys, for `/.well-known/jwks.json`. */
  jwks(): { readonly keys: readonly PublicJwk[] };
}

const grantClaims = z.object({
  client_id: z.string().min(1).max(200),
  dept: z.enum(callerNames as readonly [CallerName, ...CallerName[]]),
  purposes: z.array(z.string().refine(isPurposeCode)).max(100),
  zone: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
});

/** Access tokens of clients: `at+jwt` (RFC 9068), EdDSA, ten minutes. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { issuer, keys, isRevoked, clock = systemClock, maxEntries = maxRemembered } = options;
  const [signingKey] = keys;
  const publicKeys = new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]));
  const memory = new TokenMemory<VerifiedAccessToken>(maxEntries);

  const check = async (token: string): Promise<VerifiedAccessToken> => {
    const now = clock.now();
    const known = memory.recall(token, now);
    if (known !== undefined) return known;
    const claims = await verifyToken(token, {
      findKey: ({ alg, kid }) => {
        const key = alg === 'EdDSA' && kid !== undefined ? publicKeys.get(kid) : undefined;
        return key === undefined ? undefined : { algorithm: 'EdDSA', key };
      },
      issuer,
      audience: issuer,
      types: [tokenType],
      maxLifeSeconds: accessTokenSeconds,
      now,
    });
    const read = grantClaims.safeParse(claims);
    if (!read.success || read.data.client_id !== claims.sub) throw refused('TOKEN_CLAIM', 'does not say whose it is');
    const { client_id: client, dept: department, purposes, zone } = read.data;
    const verified: VerifiedAccessToken = Object.freeze({
      client,
      department,
      purposes: Object.freeze(purposes),
      ...(zone === undefined ? {} : { zone }),
      tokenId: claims.jti,
      issuedAt: new Date(claims.iat * 1000),
      expiresAt: new Date(claims.exp * 1000),
    });
    memory.remember(token, verified, claims.exp);
    return verified;
  };

  return {
    sign({ client, department, purposes, zone }) {
      const iat = epochSeconds(clock.now());
      const claims = {
        iss: issuer,
        sub: client,
        aud: issuer,
        jti: randomUUID(),
        iat,
        exp: iat + accessTokenSeconds,
        client_id: client,
        dept: department,
        purposes,
        ...(zone === undefined ? {} : { zone }),
      };
      return signToken(claims, tokenType, { algorithm: 'EdDSA', key: signingKey.privateKey, kid: signingKey.kid });
    },
    async verify(token) {
      const verified = await check(token);
      if (isRevoked !== undefined && (await isRevoked(verified))) throw refused('TOKEN_REVOKED', 'has been revoked');
      return verified;
    },
    jwks: () => ({ keys: keys.map(({ publicJwk }) => publicJwk) }),
  };
}
