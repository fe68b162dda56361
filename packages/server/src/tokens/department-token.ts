import type { Caller, CallerName, Clock } from '@hub/domain';
import { callerNames, isPurposeCode, systemClock } from '@hub/domain';
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { epochSeconds, refused, signToken, verifyToken } from './jws.js';
import { TokenMemory } from './token-memory.js';

const lifeSeconds = 60;
/** A token is handed out again only while a slow call can still arrive with it. */
const reusableSeconds = 30;
const maxRemembered = 10_000;
/** A busy hub has fewer callers than this in half a minute. */
const maxSigned = 1_000;
const tokenType = 'hub-department+jwt';
const issuer = 'gateway';

const callerClaims = z.object({
  client: z.string().min(1).max(200),
  dept: z.enum(callerNames as readonly [CallerName, ...CallerName[]]),
  purpose: z.string().refine(isPurposeCode),
  officer: z.string().min(1).max(200),
  case: z.string().min(1).max(200).optional(),
  zone: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
});

export interface TokenOptions {
  /** True time, never the business clock. Default: the system's. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Bound of the memory of tokens. */
  readonly maxEntries?: number;
}

export interface DepartmentTokenSigner {
  /** A token for this caller; the same one again while more than 30 s of its minute remain. */
  sign(caller: Caller): Promise<string>;
}

/** The gateway's side: says to one department who asks, for whom and why. */
export function createDepartmentTokenSigner(
  key: Uint8Array,
  department: CallerName,
  { clock = systemClock, maxEntries = maxSigned }: TokenOptions = {},
): DepartmentTokenSigner {
  const signed = new LRUCache<string, { readonly token: Promise<string>; readonly exp: number }>({ max: maxEntries });
  return {
    sign(caller) {
      const iat = epochSeconds(clock.now());
      const tuple = tupleOf(caller);
      const previous = signed.get(tuple);
      // A clock that was set back would hand out a token that is not valid yet
      if (previous !== undefined && previous.exp - iat > reusableSeconds && previous.exp - iat <= lifeSeconds) {
        return previous.token;
      }
      const exp = iat + lifeSeconds;
      const claims = {
        iss: issuer,
        sub: caller.client,
        aud: audienceOf(department),
        jti: randomUUID(),
        iat,
        exp,
        ...claimsOf(caller),
      };
      const token = signToken(claims, tokenType, { algorithm: 'HS256', key });
      signed.set(tuple, { token, exp });
      return token;
    },
  };
}

/** One request asks several departments, each perhaps more than once, for the same caller. */
const tuples = new WeakMap<Caller, string>();

function tupleOf(caller: Caller): string {
  const known = tuples.get(caller);
  if (known !== undefined) return known;
  const { client, department, purpose, officer, caseNumber = null, zone = null } = caller;
  const tuple = JSON.stringify([client, department, purpose, officer, caseNumber, zone]);
  tuples.set(caller, tuple);
  return tuple;
}

export interface DepartmentTokenVerifier {
  /** @throws HubError UNAUTHENTICATED for anything but the gateway's token for this department */
  verify(token: string): Promise<Caller>;
}

/** The department's side. Tokens that were verified are remembered by their hash until they expire. */
export function createDepartmentTokenVerifier(
  key: Uint8Array,
  department: CallerName,
  { clock = systemClock, maxEntries = maxRemembered }: TokenOptions = {},
): DepartmentTokenVerifier {
  const memory = new TokenMemory<Caller>(maxEntries);
  return {
    async verify(token) {
      const now = clock.now();
      const known = memory.recall(token, now);
      if (known !== undefined) return known;
      const claims = await verifyToken(token, {
        findKey: ({ alg, kid }) => (alg === 'HS256' && kid === undefined ? { algorithm: 'HS256', key } : undefined),
        issuer,
        audience: audienceOf(department),
        types: [tokenType],
        maxLifeSeconds: lifeSeconds,
        now,
      });
      const read = callerClaims.safeParse(claims);
      if (!read.success || read.data.client !== claims.sub) throw refused('TOKEN_CLAIM', 'does not say who asks');
      const caller = callerOf(read.data);
      memory.remember(token, caller, claims.exp);
      return caller;
    },
  };
}

function audienceOf(department: CallerName): string {
  return `department:${department}`;
}

type CallerClaims = z.infer<typeof callerClaims>;

function claimsOf({ client, department, purpose, officer, caseNumber, zone }: Caller): CallerClaims {
  return {
    client,
    dept: department,
    purpose,
    officer,
    ...(caseNumber === undefined ? {} : { case: caseNumber }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** Frozen, because the same object is handed to every request that brings the same token. */
function callerOf({ client, dept, purpose, officer, case: caseNumber, zone }: CallerClaims): Caller {
  return Object.freeze({
    client,
    department: dept,
    purpose,
    officer,
    ...(caseNumber === undefined ? {} : { caseNumber }),
    ...(zone === undefined ? {} : { zone }),
  });
}
