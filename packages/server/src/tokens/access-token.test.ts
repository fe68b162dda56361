import { createPublicKey, verify as verifyBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccessGrant, VerifiedAccessToken } from './access-token.js';
import { createAccessTokens } from './access-token.js';
import type { SigningKeys } from './signing-keys.js';
import { generateSigningKey } from './signing-keys.js';

const issuer = 'https://hub.example';
const [oldKey, newKey] = await Promise.all([generateSigningKey(), generateSigningKey()]);
const grant: AccessGrant = {
  client: 'community-system',
  department: 'community',
  purposes: ['GRID_VISIT'],
  zone: '330110',
};

function movingClock() {
  let time = Date.parse('2026-11-22T08:00:00Z');
  return { now: () => new Date(time), pass: (seconds: number) => (time += seconds * 1000) };
}

describe('an access token', () => {
  it('says for ten minutes what a client may do', async () => {
    const clock = movingClock();
    const tokens = createAccessTokens({ issuer, keys: [newKey], clock });
    const token = await tokens.sign(grant);
    expect(await tokens.verify(token)).toEqual({
      ...grant,
      tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      issuedAt: new Date('2026-11-22T08:00:00Z'),
      expiresAt: new Date('2026-11-22T08:10:00Z'),
    });
    clock.pass(599);
    await expect(tokens.verify(token)).resolves.toMatchObject(grant);
    clock.pass(7);
    await expect(tokens.verify(token)).rejects.toMatchObject({ details: { reason: 'TOKEN_EXPIRED' } });
  });

  it('can be verified by anybody with the published keys', async () => {
    const tokens = createAccessTokens({ issuer, keys: [newKey, oldKey] });
    const [header = '', claims = '', signature = ''] = (await tokens.sign(grant)).split('.');
    const { keys } = tokens.jwks();
    expect(keys).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    const jwk = keys.find((key) => key.kid === kid);
    const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const isGenuine = verifyBytes(
      null,
      Buffer.from(`${header}.${claims}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
    expect(isGenuine).toBe(true);
  });

  it('outlives a change of keys while the old key is still listed', async () => {
    const listed: SigningKeys = [newKey, oldKey];
    const token = await createAccessTokens({ issuer, keys: [oldKey] }).sign(grant);
    await expect(createAccessTokens({ issuer, keys: listed }).verify(token)).resolves.toMatchObject(grant);
    await expect(createAccessTokens({ issuer, keys: [newKey] }).verify(token)).rejects.toMatchObject({
      details: { reason: 'TOKEN_KEY' },
    });
  });

  it('is refused from the moment it is revoked, though it was verified before', async () => {
    const revoked = new Set<string>();
    const asked: VerifiedAccessToken[] = [];
    const tokens = createAccessTokens({
      issuer,
      keys: [newKey],
      isRevoked: (token) => asked.push(token) > 0 && revoked.has(token.client),
    });
    const token = await tokens.sign(grant);
    await tokens.verify(token);
    await tokens.verify(token);
    expect(asked).toHaveLength(2);
    revoked.add('community-system');
    await expect(tokens.verify(token)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { reason: 'TOKEN_REVOKED' },
    });
  });

  it('is refused when nobody can tell whether it is revoked', async () => {
    const tokens = createAccessTokens({ issuer, keys: [newKey], isRevoked: () => Promise.reject(new Error('down')) });
    await expect(tokens.verify(await tokens.sign(grant))).rejects.toThrow('down');
  });

  it('is remembered for a bounded number of tokens, and verified again beyond', async () => {
    const tokens = createAccessTokens({ issuer, keys: [newKey], maxEntries: 1 });
    const [first, second] = await Promise.all([tokens.sign(grant), tokens.sign(grant)]);
    const remembered = await tokens.verify(first);
    expect(await tokens.verify(first)).toBe(remembered);
    await tokens.verify(second);
    const again = await tokens.verify(first);
    expect(again).not.toBe(remembered);
    expect(again).toEqual(remembered);
  });
});
