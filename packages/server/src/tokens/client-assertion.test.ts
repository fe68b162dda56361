import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClientKeys } from './client-assertion.js';
import {
  isUsableClientKey,
  readClaimedClient,
  signClientAssertion,
  verifyClientAssertion,
} from './client-assertion.js';
import { generateSigningKey } from './signing-keys.js';

const issuer = 'http://127.0.0.1:4000';
const clientId = 'labor-system';
const clock = { now: () => new Date('2026-11-22T08:00:00Z') };
const now = clock.now().getTime() / 1000;
const [key, otherKey] = await Promise.all([generateSigningKey(), generateSigningKey()]);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ecJwk = ec.publicKey.export({ format: 'jwk' });

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** As a client of another make would: ES256, typ JWT. */
function signWithEs256(header: object, jti: string, changed: object = {}): string {
  const claims = { iss: clientId, sub: clientId, aud: issuer, jti, iat: now, exp: now + 60, ...changed };
  const input = `${encode({ alg: 'ES256', ...header })}.${encode(claims)}`;
  const signature = signBytes('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

function verify(assertion: string, jwks: ClientKeys) {
  return verifyClientAssertion(assertion, { clientId, jwks, issuer, clock });
}

describe('a client’s assertion', () => {
  it('says who the client is, once', async () => {
    const assertion = await signClientAssertion(key.privateJwk, { clientId, issuer, clock });
    expect(readClaimedClient(assertion)).toBe(clientId);
    expect(await verify(assertion, { keys: [key.publicJwk] })).toEqual({
      clientId,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      expiresAt: new Date('2026-11-22T08:01:00Z'),
    });
    const another = await signClientAssertion(key.privateJwk, { clientId, issuer, clock });
    expect((await verify(another, { keys: [key.publicJwk] })).jti).not.toBe(
      (await verify(assertion, { keys: [key.publicJwk] })).jti,
    );
  });

  it('may be signed with ES256, with or without kid', async () => {
    await expect(verify(signWithEs256({ typ: 'JWT' }, 'a'), { keys: [ecJwk] })).resolves.toMatchObject({ jti: 'a' });
    const keys = [key.publicJwk, { ...ecJwk, kid: 'ec-1', alg: 'ES256' }];
    await expect(verify(signWithEs256({ kid: 'ec-1' }, 'b'), { keys })).resolves.toMatchObject({ jti: 'b' });
    await expect(verify(signWithEs256({}, 'c'), { keys })).resolves.toMatchObject({ jti: 'c' });
  });

  it('may be what a library of another make signs', async () => {
    const keys = [ecJwk];
    const header = { typ: 'JWT', cty: 'JWT', x5t: 'AAAA', 'x5t#S256': 'BBBB' };
    await expect(verify(signWithEs256(header, 'a', { aud: [issuer] }), { keys })).resolves.toMatchObject({ jti: 'a' });
    const undated = { iat: undefined, exp: now + 300 };
    await expect(verify(signWithEs256(header, 'b', undated), { keys })).resolves.toMatchObject({
      expiresAt: new Date('2026-11-22T08:05:00Z'),
    });
    expect(readClaimedClient(signWithEs256(header, 'c'))).toBe(clientId);
  });

  it('is verified with a key that is checked beforehand', () => {
    expect([key.publicJwk, ecJwk].map(isUsableClientKey)).toEqual([true, true]);
    const { x } = key.publicJwk;
    const unusable = [
      key.privateJwk,
      { ...key.publicJwk, x: 'AAAA' },
      { kty: 'OKP', crv: 'X25519', x },
      { ...ecJwk, y: x },
    ];
    expect(unusable.map(isUsableClientKey)).toEqual(unusable.map(() => false));
  });

  it('must say which key, when the client has two of a kind', async () => {
    const keys = [ecJwk, { ...ecJwk, kid: 'ec-1' }];
    await expect(verify(signWithEs256({}, 'a'), { keys })).rejects.toMatchObject({ details: { reason: 'TOKEN_KEY' } });
    await expect(verify(signWithEs256({ kid: 'ec-1' }, 'a'), { keys })).resolves.toMatchObject({ jti: 'a' });
  });

  it('of another client is refused, whoever signed it', async () => {
    const assertion = await signClientAssertion(otherKey.privateJwk, { clientId, issuer, clock });
    await expect(verify(assertion, { keys: [key.publicJwk] })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const honest = await signClientAssertion(otherKey.privateJwk, { clientId: 'police-system', issuer, clock });
    await expect(verify(honest, { keys: [otherKey.publicJwk] })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is not verified with a key that should not be there', async () => {
    const assertion = await signClientAssertion(key.privateJwk, { clientId, issuer, clock });
    const sharedSecret = { kty: 'oct', k: key.publicJwk.x, kid: key.kid };
    const wrongKeys: ClientKeys[] = [
      { keys: [] },
      { keys: [key.privateJwk] },
      { keys: [sharedSecret] },
      { keys: [{ ...key.publicJwk, alg: 'HS256' }] },
      { keys: [{ ...key.publicJwk, x: 'AAAA' }] },
    ];
    for (const jwks of wrongKeys) {
      await expect(verify(assertion, jwks)).rejects.toMatchObject({ details: { reason: 'TOKEN_KEY' } });
    }
  });

  it.each(['', 'a.b', 'a.b.c', `${encode({ alg: 'EdDSA' })}.${encode({ sub: 5 })}.AAAA`])(
    'that cannot be read (%s) names no client',
    (assertion) => {
      expect(() => readClaimedClient(assertion)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error);
    },
  );
});
