import { randomUUID } from 'node:crypto';
import type { DepartmentName } from '@hub/domain';
import { systemClock } from '@hub/domain';
import type { TokenOptions } from './department-token.js';
import { epochSeconds, refused, signToken, verifyToken } from './jws.js';
import { TokenMemory } from './token-memory.js';

const lifeSeconds = 60;
/** A token is handed out again only while a slow call can still arrive with it. */
const reusableSeconds = 30;
/** One gateway signs two in a minute; the rest is room for several gateways. */
const maxRemembered = 100;
const tokenType = 'hub-feed+jwt';
const issuer = 'gateway';
const subject = 'hub';

export interface FeedTokenSigner {
  /** A token for the department's feed and reports; the same one again while more than 30 s of its minute remain. */
  sign(): Promise<string>;
}

/**
 * The gateway's side: opens a department's feed and reports in the hub's own name, for no caller. It opens no GraphQL, and
 * no token that is signed for a caller opens a feed.
 *
 * @param key of the department: `deriveDepartmentKey(secret, department)`
 */
export function createFeedTokenSigner(
  key: Uint8Array,
  department: DepartmentName,
  { clock = systemClock }: Pick<TokenOptions, 'clock'> = {},
): FeedTokenSigner {
  let previous: { readonly token: Promise<string>; readonly exp: number } | undefined;
  return {
    sign() {
      const iat = epochSeconds(clock.now());
      // A clock that was set back would hand out a token that is not valid yet
      if (previous !== undefined && previous.exp - iat > reusableSeconds && previous.exp - iat <= lifeSeconds) {
        return previous.token;
      }
      const exp = iat + lifeSeconds;
      const claims = { iss: issuer, sub: subject, aud: audienceOf(department), jti: randomUUID(), iat, exp };
      const token = signToken(claims, tokenType, { algorithm: 'HS256', key });
      previous = { token, exp };
      return token;
    },
  };
}

export interface FeedTokenVerifier {
  /** @throws HubError UNAUTHENTICATED for anything but the gateway's token for this department's feed */
  verify(token: string): Promise<void>;
}

/** The department's side. Tokens that were verified are remembered by their hash until they expire. */
export function createFeedTokenVerifier(
  key: Uint8Array,
  department: DepartmentName,
  { clock = systemClock, maxEntries = maxRemembered }: TokenOptions = {},
): FeedTokenVerifier {
  const memory = new TokenMemory<object>(maxEntries);
  return {
    async verify(token) {
      const now = clock.now();
      if (memory.recall(token, now) !== undefined) return;
      const claims = await verifyToken(token, {
        findKey: ({ alg, kid }) => (alg === 'HS256' && kid === undefined ? { algorithm: 'HS256', key } : undefined),
        issuer,
        audience: audienceOf(department),
        types: [tokenType],
        maxLifeSeconds: lifeSeconds,
        now,
      });
      if (claims.sub !== subject) throw refused('TOKEN_CLAIM', 'is not of the hub');
      memory.remember(token, claims, claims.exp);
    },
  };
}

function audienceOf(department: DepartmentName): string {
  return `feed:${department}`;
}
