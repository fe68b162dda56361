import type { KeyObject } from 'node:crypto';
import { createHmac, generateKeyPairSync, randomBytes, sign as signBytes } from 'node:crypto';
import { HubError } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-token.js';
import { verifyClientAssertion } from './client-assertion.js';
import { createDepartmentTokenVerifier } from './department-token.js';
import { createFeedTokenVerifier } from './feed-token.js';
import { deriveDepartmentKey } from './key-derivation.js';
import { generateSigningKey } from './signing-keys.js';

// Tokens are put together by hand here, because a library would refuse to make most of these.

const instant = new Date('2026-11-22T08:00:00Z');
const now = instant.getTime() / 1000;
const clock = { now: () => instant };
const issuer = 'https://hub.example';

type Json = Readonly<Record<string, unknown>>;
type Signer = (input: string) => Buffer;

const encode = (value: Json | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function craft(header: Json | string, claims: Json | string, sign: Signer): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign(input).toString('base64url')}`;
}

const withSecret =
  (key: Uint8Array | string): Signer =>
  (input) =>
    createHmac('sha256', key).update(input).digest();
const withEd25519 =
  (key: KeyObject): Signer =>
  (input) =>
    signBytes(null, Buffer.from(input), key);

const secret = new Uint8Array(randomBytes(32));
const policeKey = deriveDepartmentKey(secret, 'police');
const hubKey = await generateSigningKey();
const clientKey = await generateSigningKey();
const strangerKey = await generateSigningKey();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** One way in: what a good token looks like there, and who would verify it. */
interface Door {
  readonly header: Json;
  readonly claims: Json;
  readonly sign: Signer;
  readonly verify: (token: string) => Promise<unknown>;
  readonly maxLife: number;
  /** Attacks that are none here: programs of other makes sign such tokens. */
  readonly harmless?: readonly string[];
  /** Public bytes that an attacker could take for a shared secret. */
  readonly publicBytes: Uint8Array | string;
}

const accessTokens = createAccessTokens({ issuer, keys: [hubKey], clock });
const departmentTokens = createDepartmentTokenVerifier(policeKey, 'police', { clock });
const feedTokens = createFeedTokenVerifier(policeKey, 'police', { clock });

const doors: Readonly<Record<string, Door>> = {
  'access token': {
    header: { alg: 'EdDSA', typ: 'at+jwt', kid: hubKey.kid },
    claims: {
      iss: issuer,
      sub: 'labor-system',
      aud: issuer,
      jti: 'a',
      iat: now,
      exp: now + 600,
      client_id: 'labor-system',
      dept: 'labor',
      purposes: ['EMPLOYMENT_CHECK'],
    },
    sign: withEd25519(hubKey.privateKey),
    verify: (token) => accessTokens.verify(token),
    maxLife: 600,
    publicBytes: hubKey.publicKey.export({ type: 'spki', format: 'pem' }),
  },
  'department token': {
    header: { alg: 'HS256', typ: 'hub-department+jwt' },
    claims: {
      iss: 'gateway',
      sub: 'labor-system',
      aud: 'department:police',
      jti: 'd',
      iat: now,
      exp: now + 60,
      client: 'labor-system',
      dept: 'labor',
      purpose: 'EMPLOYMENT_CHECK',
      officer: 'o-17',
      case: 'c-1',
    },
    sign: withSecret(policeKey),
    verify: (token) => departmentTokens.verify(token),
    maxLife: 60,
    publicBytes: 'department:police',
  },
  'feed token': {
    header: { alg: 'HS256', typ: 'hub-feed+jwt' },
    claims: { iss: 'gateway', sub: 'hub', aud: 'feed:police', jti: 'f', iat: now, exp: now + 60 },
    sign: withSecret(policeKey),
    verify: async (token) => {
      await feedTokens.verify(token);
      return 'open';
    },
    maxLife: 60,
    publicBytes: 'feed:police',
  },
  'client assertion': {
    header: { alg: 'EdDSA', kid: clientKey.kid },
    claims: { iss: 'labor-system', sub: 'labor-system', aud: issuer, jti: 'c', iat: now, exp: now + 300 },
    sign: withEd25519(clientKey.privateKey),
    verify: (token) =>
      verifyClientAssertion(token, {
        clientId: 'labor-system',
        jwks: { keys: [clientKey.publicJwk] },
        issuer,
        clock,
      }),
    maxLife: 300,
    harmless: ['has no iat', 'is for a list with the one audience', 'names a certificate by its digest'],
    publicBytes: Buffer.from(clientKey.publicJwk.x, 'base64url'),
  },
};

const without = (object: Json, name: string): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/** Every attack changes one thing of a token that is good otherwise. */
const attacks: Readonly<Record<string, (door: Door) => string>> = {
  'has no exp': ({ header, claims, sign }) => craft(header, without(claims, 'exp'), sign),
  'has no iat': ({ header, claims, sign }) => craft(header, without(claims, 'iat'), sign),
  'has no jti': ({ header, claims, sign }) => craft(header, without(claims, 'jti'), sign),
  'has an empty jti': ({ header, claims, sign }) => craft(header, { ...claims, jti: '' }, sign),
  'has no sub': ({ header, claims, sign }) => craft(header, without(claims, 'sub'), sign),
  'has no aud': ({ header, claims, sign }) => craft(header, without(claims, 'aud'), sign),
  'has no iss': ({ header, claims, sign }) => craft(header, without(claims, 'iss'), sign),
  'is of another issuer': ({ header, claims, sign }) => craft(header, { ...claims, iss: 'https://evil.example' }, sign),
  'is for another audience': ({ header, claims, sign }) => craft(header, { ...claims, aud: 'department:labor' }, sign),
  'is for an audience that only looks alike': ({ header, claims, sign }) =>
    craft(header, { ...claims, aud: `${String(claims['aud'])}/` }, sign),
  'is for a list of audiences': ({ header, claims, sign }) =>
    craft(header, { ...claims, aud: [claims['aud'], 'https://evil.example'] }, sign),
  'is for a list with the one audience': ({ header, claims, sign }) =>
    craft(header, { ...claims, aud: [claims['aud']] }, sign),
  'is of another client than it says': ({ header, claims, sign }) =>
    craft(header, { ...claims, sub: 'police-system' }, sign),
  'has another typ': ({ header, claims, sign }) => craft({ ...header, typ: 'dpop+jwt' }, claims, sign),
  'has an id token’s typ in capitals': ({ header, claims, sign }) =>
    craft({ ...header, typ: 'ID_TOKEN' }, claims, sign),
  'has expired, beyond the tolerance': ({ header, claims, sign, maxLife }) =>
    craft(header, { ...claims, iat: now - maxLife + 10, exp: now - 5 }, sign),
  'lives until the year 287000': ({ header, claims, sign }) =>
    craft(header, { ...claims, exp: 8_994_000_000_000 }, sign),
  'lives a second too long': ({ header, claims, sign, maxLife }) =>
    craft(header, { ...claims, exp: now + maxLife + 1 }, sign),
  'lives a second too long without iat': ({ header, claims, sign, maxLife }) =>
    craft(header, { ...without(claims, 'iat'), exp: now + maxLife + 1 }, sign),
  'has a text for iat': ({ header, claims, sign }) => craft(header, { ...claims, iat: String(now) }, sign),
  'has null for iat': ({ header, claims, sign }) => craft(header, { ...claims, iat: null }, sign),
  'is for an empty list of audiences': ({ header, claims, sign }) => craft(header, { ...claims, aud: [] }, sign),
  'has an object for the digest of a certificate': ({ header, claims, sign }) =>
    craft({ ...header, x5t: {} }, claims, sign),
  'lives too long from an iat in the future': ({ header, claims, sign, maxLife }) =>
    craft(header, { ...claims, iat: now + 60, exp: now + maxLife }, sign),
  'is not valid yet': ({ header, claims, sign }) => craft(header, { ...claims, nbf: now + 60 }, sign),
  'has a text for exp': ({ header, claims, sign }) => craft(header, { ...claims, exp: String(now + 60) }, sign),
  'has an endless exp': ({ header, claims, sign }) =>
    craft(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999'), sign),
  'has alg none': ({ header, claims }) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
  'has alg none and a signature': ({ header, claims, sign }) => craft({ ...header, alg: 'none' }, claims, sign),
  'has no alg': ({ header, claims, sign }) => craft(without(header, 'alg'), claims, sign),
  'is signed with public bytes as a shared secret': ({ header, claims, publicBytes }) =>
    craft({ ...header, alg: 'HS256' }, claims, withSecret(publicBytes)),
  'is signed with an empty secret': ({ header, claims }) => craft({ ...header, alg: 'HS256' }, claims, withSecret('')),
  'is signed with RSA': ({ header, claims }) =>
    craft({ ...header, alg: 'RS256' }, claims, (input) => signBytes('sha256', Buffer.from(input), rsa.privateKey)),
  'is signed by a stranger': ({ header, claims }) =>
    craft({ ...header, alg: 'EdDSA' }, claims, withEd25519(strangerKey.privateKey)),
  'brings its own key': ({ header, claims }) =>
    craft({ ...header, alg: 'EdDSA', jwk: strangerKey.publicJwk }, claims, withEd25519(strangerKey.privateKey)),
  'says where to fetch its key': ({ header, claims, sign }) =>
    craft({ ...header, jku: 'https://evil.example/jwks' }, claims, sign),
  'says where to fetch its certificate': ({ header, claims, sign }) =>
    craft({ ...header, x5u: 'https://evil.example/c' }, claims, sign),
  'names a certificate by its digest': ({ header, claims, sign }) => craft({ ...header, x5t: 'AAAA' }, claims, sign),
  'brings a certificate': ({ header, claims, sign }) => craft({ ...header, x5c: ['MIIB'] }, claims, sign),
  'has an unknown kid': ({ header, claims, sign }) => craft({ ...header, kid: 'unknown' }, claims, sign),
  'has a path for kid': ({ header, claims, sign }) => craft({ ...header, kid: '../../dev/null' }, claims, sign),
  'has an inherited name for kid': ({ header, claims, sign }) => craft({ ...header, kid: '__proto__' }, claims, sign),
  'has a number for kid': ({ header, claims, sign }) => craft({ ...header, kid: 1 }, claims, sign),
  'has crit': ({ header, claims, sign }) => craft({ ...header, crit: ['exp'], exp: 1 }, claims, sign),
  'has an unencoded payload': ({ header, claims, sign }) =>
    craft({ ...header, crit: ['b64'], b64: false }, claims, sign),
  'is compressed': ({ header, claims, sign }) => craft({ ...header, zip: 'DEF' }, claims, sign),
  'has a name twice in its header': ({ header, claims, sign }) =>
    craft(JSON.stringify(header).replace('{', '{"alg":"none",'), claims, sign),
  'has a claim twice': ({ header, claims, sign }) =>
    craft(header, JSON.stringify(claims).replace('{', '{"sub":"police-system",'), sign),
  'has a claim twice, once escaped': ({ header, claims, sign }) =>
    craft(header, JSON.stringify(claims).replace('{', '{"\\u0073ub":"police-system",'), sign),
  'is a token in a token': (door) =>
    craft(door.header, JSON.stringify(craft(door.header, door.claims, door.sign)), door.sign),
  'has a list for claims': ({ header, sign }) => craft(header, '[]', sign),
  'has null for claims': ({ header, sign }) => craft(header, 'null', sign),
  'has no JSON': ({ header, sign }) => craft(header, '{', sign),
  'ends in a line feed': (door) => `${good(door)}\n`,
  'begins with a space': (door) => ` ${good(door)}`,
  'is padded': (door) => `${good(door)}=`,
  'has a fourth part': (door) => `${good(door)}.AAAA`,
  'has only two parts': (door) => good(door).split('.').slice(0, 2).join('.'),
  'has an empty signature': (door) => `${good(door).split('.').slice(0, 2).join('.')}.`,
  'ends in a dot': (door) => `${good(door)}.`,
  'has standard base64': (door) => good(door).replace(/.$/, '+'),
  'has unused bits set': (door) => twistLastCharacter(good(door)),
  'has one bit of its signature flipped': (door) => flipBit(good(door)),
  'has claims exchanged after signing': ({ header, claims, sign }) => {
    const [head = '', , signature = ''] = craft(header, claims, sign).split('.');
    return `${head}.${encode({ ...claims, sub: 'police-system' })}.${signature}`;
  },
  'has a megabyte of claims': ({ header, claims, sign }) => craft(header, { ...claims, filler: 'x'.repeat(1e6) }, sign),
  'is a megabyte of dots': () => '.'.repeat(1e6),
  'is empty': () => '',
};

function good({ header, claims, sign }: Door): string {
  return craft(header, claims, sign);
}

/** Another text that a forgiving decoder reads as the same bytes. */
function twistLastCharacter(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) + 1);
}

function flipBit(token: string): string {
  const [head, claims, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return `${head}.${claims}.${bytes.toString('base64url')}`;
}

describe.each(Object.entries(doors))('a forged %s', (_name, door) => {
  it('is told from a good one', async () => {
    await expect(door.verify(good(door))).resolves.toBeDefined();
  });

  const forgeries = Object.entries(attacks).filter(([attack]) => door.harmless?.includes(attack) !== true);
  it.each(forgeries)('that %s is refused', async (_attack, forge) => {
    const failure: unknown = await door.verify(forge(door)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HubError);
    expect(failure).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/^The token /) as unknown,
    });
  });

  it('is refused at every other door', async () => {
    const others = Object.values(doors).filter((other) => other !== door);
    for (const { verify } of others) await expect(verify(good(door))).rejects.toThrow(HubError);
  });

  it('may be early or late by the tolerance', async () => {
    const early = craft(
      door.header,
      { ...door.claims, jti: 'early', iat: now + 5, exp: now + 5 + door.maxLife },
      door.sign,
    );
    const late = craft(door.header, { ...door.claims, jti: 'late', iat: now - 30, exp: now - 4 }, door.sign);
    await expect(door.verify(early)).resolves.toBeDefined();
    await expect(door.verify(late)).resolves.toBeDefined();
  });
});

describe('a department token', () => {
  it.each(['labor', 'hub'] as const)('signed with the key of %s opens no other department', async (department) => {
    const door = doors['department token'];
    if (door === undefined) throw new Error('no such door');
    const token = craft(door.header, door.claims, withSecret(deriveDepartmentKey(secret, department)));
    await expect(door.verify(token)).rejects.toThrow('The token is not valid');
  });

  it.each([
    ['an unknown purpose', { purpose: 'CURIOSITY' }],
    ['an unknown department', { dept: 'army' }],
    ['no officer', { officer: '' }],
    ['an object for a case', { case: { $ne: 1 } }],
    ['a pattern for a zone', { zone: '33.*' }],
  ])('with %s is refused', async (_case, change) => {
    const door = doors['department token'];
    if (door === undefined) throw new Error('no such door');
    const token = craft(door.header, { ...door.claims, ...change }, door.sign);
    await expect(door.verify(token)).rejects.toThrow('The token does not say who asks');
  });
});

/** Same key, same issuer: what keeps the two apart is the audience and the typ, each of them alone. */
describe('between the two doors of a department', () => {
  const [feed, graphql] = [doors['feed token'], doors['department token']];
  if (feed === undefined || graphql === undefined) throw new Error('no such door');

  it.each([
    ['feed', feed, graphql],
    ['GraphQL', graphql, feed],
  ] as const)('no token of the other kind opens %s for its audience or its typ alone', async (_name, door, other) => {
    const otherAudience = craft(door.header, { ...door.claims, aud: other.claims['aud'] }, door.sign);
    const otherType = craft({ ...door.header, typ: other.header['typ'] }, door.claims, door.sign);
    for (const forged of [otherAudience, otherType]) {
      await expect(door.verify(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});
