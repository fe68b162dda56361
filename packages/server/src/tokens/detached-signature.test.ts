import fc from 'fast-check';
import { compactVerify, CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-token.js';
import { signDetached, verifyDetached } from './detached-signature.js';
import { generateSigningKey } from './signing-keys.js';

const type = 'hub-bulletin+jws';
const key = await generateSigningKey();
const older = await generateSigningKey();
const stranger = await generateSigningKey();
const jwks = { keys: [key.publicJwk, older.publicJwk] };
const payload = Buffer.from('{"kind":"N-05","to":"police"}');
const jws = await signDetached(payload, key, type);
const ofAnotherType = await signDetached(payload, key, 'hub-checkpoint+jws');
const byStranger = await signDetached(payload, stranger, type);
const underKnownName = await signDetached(payload, { ...stranger, kid: key.kid }, type);
const [header = '', , signature = ''] = jws.split('.');
const attached = `${header}.${payload.toString('base64url')}.${signature}`;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refusal = (text: string, content: Uint8Array = payload): unknown => {
  try {
    return verifyDetached(text, content, jwks, type);
  } catch (error) {
    return (error as { details?: { reason?: string } }).details?.reason ?? error;
  }
};
const flip = (bytes: Buffer, bit: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return flipped;
};

describe('a detached signature', () => {
  it('is verified by the key that it names, today’s or an older one', async () => {
    expect(verifyDetached(jws, payload, jwks, type)).toEqual({ kid: key.kid });
    expect(verifyDetached(await signDetached(payload, older, type), payload, jwks, type)).toEqual({ kid: older.kid });
  });

  it('is what other programs make and read, with the content put back in', async () => {
    const { protectedHeader, payload: read } = await compactVerify(attached, key.publicKey);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key.kid, typ: type });
    expect(Buffer.from(read)).toEqual(payload);
    const made = await new CompactSign(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: type })
      .sign(key.privateKey);
    const [head, , tail] = made.split('.');
    expect(verifyDetached(`${String(head)}..${String(tail)}`, payload, jwks, type)).toEqual({ kid: key.kid });
  });

  it('is broken by any one bit of content, header or signature', () => {
    for (let bit = 0; bit < payload.length * 8; bit += 1) {
      expect(refusal(jws, flip(payload, bit))).toBe('SIGNATURE_INVALID');
    }
    const signatureBytes = Buffer.from(signature, 'base64url');
    for (let bit = 0; bit < signatureBytes.length * 8; bit += 1) {
      expect(refusal(`${header}..${flip(signatureBytes, bit).toString('base64url')}`)).toBe('SIGNATURE_INVALID');
    }
    const headerBytes = Buffer.from(header, 'base64url');
    for (let bit = 0; bit < headerBytes.length * 8; bit += 1) {
      expect(refusal(`${flip(headerBytes, bit).toString('base64url')}..${signature}`)).toMatch(/^SIGNATURE_/);
    }
  });

  it.each([
    ['is of another type', ofAnotherType, 'SIGNATURE_TYPE'],
    ['is made by a stranger', byStranger, 'SIGNATURE_KEY'],
    ['is made by a stranger under a known name', underKnownName, 'SIGNATURE_INVALID'],
    ['has another algorithm', `${encode({ alg: 'HS256', kid: key.kid, typ: type })}..${signature}`, 'SIGNATURE_KEY'],
    ['has alg none', `${encode({ alg: 'none', kid: key.kid, typ: type })}..${signature}`, 'SIGNATURE_KEY'],
    ['names no key', `${encode({ alg: 'EdDSA', typ: type })}..${signature}`, 'SIGNATURE_KEY'],
    [
      'brings its own key',
      `${encode({ alg: 'EdDSA', kid: key.kid, typ: type, jwk: stranger.publicJwk })}..${signature}`,
      'SIGNATURE_MALFORMED',
    ],
    [
      'says that its content is unencoded',
      `${encode({ alg: 'EdDSA', kid: key.kid, typ: type, b64: false, crit: ['b64'] })}..${signature}`,
      'SIGNATURE_MALFORMED',
    ],
    ['has its content attached', attached, 'SIGNATURE_MALFORMED'],
    ['is cut short', jws.slice(0, -1), 'SIGNATURE_MALFORMED'],
    ['has unused bits set', `${jws.slice(0, -1)}B`, 'SIGNATURE_MALFORMED'],
    ['is padded', `${jws}==`, 'SIGNATURE_MALFORMED'],
    ['has a line feed', `${jws}\n`, 'SIGNATURE_MALFORMED'],
    ['is a megabyte', `${'a'.repeat(1e6)}..${signature}`, 'SIGNATURE_MALFORMED'],
    ['is empty', '', 'SIGNATURE_MALFORMED'],
  ])('that %s is refused', (_what, text, reason) => {
    expect(refusal(text)).toBe(reason);
  });

  it('is no token, nor is a token one', async () => {
    const clock = { now: () => new Date('2026-11-22T08:00:00Z') };
    const tokens = createAccessTokens({ issuer: 'https://hub.example', keys: [key], clock });
    const token = await tokens.sign({ client: 'police-system', department: 'police', purposes: ['OWN_RECORDS'] });
    const [tokenHeader = '', tokenClaims = '', tokenSignature = ''] = token.split('.');
    expect(refusal(`${tokenHeader}..${tokenSignature}`, Buffer.from(tokenClaims, 'base64url'))).toBe('SIGNATURE_TYPE');
    // The same claims, signed as a bulletin by the same key
    const claims = Buffer.from(tokenClaims, 'base64url');
    const [bulletinHeader = '', , bulletinSignature = ''] = (await signDetached(claims, key, type)).split('.');
    const forged = `${bulletinHeader}.${tokenClaims}.${bulletinSignature}`;
    await expect(tokens.verify(forged)).rejects.toMatchObject({ details: { reason: 'TOKEN_TYPE' } });
    await expect(tokens.verify(jws)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('covers any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), async (content, other) => {
        const signed = await signDetached(content, key, type);
        expect(verifyDetached(signed, content, jwks, type)).toEqual({ kid: key.kid });
        const isSame = Buffer.from(content).equals(Buffer.from(other));
        expect(refusal(signed, other)).toEqual(isSame ? { kid: key.kid } : 'SIGNATURE_INVALID');
      }),
    );
  });
});
