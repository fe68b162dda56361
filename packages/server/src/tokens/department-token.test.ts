import type { Caller } from '@hub/domain';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDepartmentTokenSigner, createDepartmentTokenVerifier } from './department-token.js';
import { deriveDepartmentKey, deriveKey, derivePersonTagKey } from './key-derivation.js';

const key = deriveDepartmentKey(new Uint8Array(randomBytes(32)), 'police');
const caller: Caller = {
  client: 'labor-system',
  department: 'labor',
  purpose: 'EMPLOYMENT_CHECK',
  officer: '李-17',
  caseNumber: '2026/441',
};

function movingClock(start = '2026-11-22T08:00:00Z') {
  let time = new Date(start).getTime();
  return { now: () => new Date(time), pass: (seconds: number) => (time += seconds * 1000) };
}

describe('the gateway’s token for a department', () => {
  it('carries who asks, for whom and why', async () => {
    const token = await createDepartmentTokenSigner(key, 'police').sign(caller);
    expect(await createDepartmentTokenVerifier(key, 'police').verify(token)).toEqual(caller);
  });

  it('carries a zone, and no case where there is none', async () => {
    const other: Caller = {
      client: 'community-system',
      department: 'community',
      purpose: 'OWN_RECORDS',
      officer: 'x',
      zone: '330110',
    };
    const token = await createDepartmentTokenSigner(key, 'police').sign(other);
    expect(await createDepartmentTokenVerifier(key, 'police').verify(token)).toEqual(other);
  });

  it('is used again for the same caller while more than half a minute of it remains', async () => {
    const clock = movingClock();
    const signer = createDepartmentTokenSigner(key, 'police', { clock });
    const first = await signer.sign(caller);
    clock.pass(29);
    expect(await signer.sign({ ...caller })).toBe(first);
    clock.pass(1);
    const second = await signer.sign(caller);
    expect(second).not.toBe(first);
    expect(await createDepartmentTokenVerifier(key, 'police', { clock }).verify(second)).toEqual(caller);
  });

  it('is signed once for calls that come together', async () => {
    const signer = createDepartmentTokenSigner(key, 'police');
    const tokens = await Promise.all(Array.from({ length: 10 }, () => signer.sign(caller)));
    expect(new Set(tokens).size).toBe(1);
  });

  it('is never shared between callers that differ in anything', async () => {
    const signer = createDepartmentTokenSigner(key, 'police');
    const callers: Caller[] = [
      caller,
      { ...caller, client: 'other-system' },
      { ...caller, department: 'commerce' },
      { ...caller, purpose: 'OWN_RECORDS' },
      { ...caller, officer: 'o-18' },
      { ...caller, caseNumber: '2026/442' },
      { ...caller, zone: '33' },
      { ...caller, officer: 'a","b' },
    ];
    const verifier = createDepartmentTokenVerifier(key, 'police');
    const tokens = await Promise.all(callers.map((each) => signer.sign(each)));
    expect(new Set(tokens).size).toBe(callers.length);
    expect(await Promise.all(tokens.map((token) => verifier.verify(token)))).toEqual(callers);
  });

  it('is signed anew when the clock was set back', async () => {
    const clock = movingClock();
    const signer = createDepartmentTokenSigner(key, 'police', { clock });
    const first = await signer.sign(caller);
    clock.pass(-3600);
    expect(await signer.sign(caller)).not.toBe(first);
  });

  it('is kept for a bounded number of callers', async () => {
    const signer = createDepartmentTokenSigner(key, 'police', { maxEntries: 2 });
    const first = await signer.sign(caller);
    await signer.sign({ ...caller, officer: 'b' });
    await signer.sign({ ...caller, officer: 'c' });
    expect(await signer.sign(caller)).not.toBe(first);
  });
});

describe('a verified token', () => {
  it('gives the same caller again, who cannot be changed', async () => {
    const clock = movingClock();
    const token = await createDepartmentTokenSigner(key, 'police', { clock }).sign(caller);
    const verifier = createDepartmentTokenVerifier(key, 'police', { clock });
    const first = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('is refused once it has expired, remembered or not', async () => {
    const clock = movingClock();
    const token = await createDepartmentTokenSigner(key, 'police', { clock }).sign(caller);
    const verifier = createDepartmentTokenVerifier(key, 'police', { clock });
    await verifier.verify(token);
    clock.pass(66);
    await expect(verifier.verify(token)).rejects.toMatchObject({
      message: 'The token has expired',
      details: { reason: 'TOKEN_EXPIRED' },
    });
  });
});

describe('derived keys', () => {
  // Computed with Python's hmac by RFC 5869, so that a change of the derivation cannot go unnoticed
  it('stay the same from release to release', () => {
    const secret = new Uint8Array(32).fill(1);
    expect(Buffer.from(deriveDepartmentKey(secret, 'police')).toString('hex')).toBe(
      'b8dbb6126cf802938dd3fe912fb1e10fa9ae3b9a097fd44b09ee44fb3fb044ef',
    );
    expect(Buffer.from(derivePersonTagKey(secret)).toString('hex')).toBe(
      '8a0b7dce755bf95eb7a0a8d63dad6ae8739fa65b650fa32c7d01d7a59458f8f0',
    );
  });

  it('differ by label and need a whole secret', () => {
    const secret = new Uint8Array(32).fill(1);
    expect(deriveKey(secret, 'a')).not.toEqual(deriveKey(secret, 'b'));
    expect(() => deriveKey(new Uint8Array(16), 'a')).toThrow('A secret has at least 32 bytes');
  });
});
