import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDepartmentTokenSigner, createDepartmentTokenVerifier } from './department-token.js';
import { createFeedTokenSigner, createFeedTokenVerifier } from './feed-token.js';
import { deriveDepartmentKey } from './key-derivation.js';

const secret = new Uint8Array(randomBytes(32));
const key = deriveDepartmentKey(secret, 'police');

function movingClock() {
  let time = new Date('2026-11-22T08:00:00Z').getTime();
  return { now: () => new Date(time), pass: (seconds: number) => (time += seconds * 1000) };
}

describe('the gateway’s token for a feed', () => {
  it('opens the feed that it was signed for', async () => {
    const token = await createFeedTokenSigner(key, 'police').sign();
    await expect(createFeedTokenVerifier(key, 'police').verify(token)).resolves.toBeUndefined();
  });

  it('is used again while more than half a minute of it remains, and never once the clock was set back', async () => {
    const clock = movingClock();
    const signer = createFeedTokenSigner(key, 'police', { clock });
    const first = await signer.sign();
    clock.pass(29);
    expect(await signer.sign()).toBe(first);
    clock.pass(1);
    const second = await signer.sign();
    expect(second).not.toBe(first);
    clock.pass(-3600);
    expect(await signer.sign()).not.toBe(second);
  });

  it('is refused once it has expired, remembered or not', async () => {
    const clock = movingClock();
    const token = await createFeedTokenSigner(key, 'police', { clock }).sign();
    const verifier = createFeedTokenVerifier(key, 'police', { clock });
    await verifier.verify(token);
    await verifier.verify(token);
    clock.pass(66);
    await expect(verifier.verify(token)).rejects.toMatchObject({ details: { reason: 'TOKEN_EXPIRED' } });
  });

  it('opens no other department’s feed, by its key or by its name', async () => {
    const laborKey = deriveDepartmentKey(secret, 'labor');
    const verifier = createFeedTokenVerifier(key, 'police');
    for (const forged of [
      createFeedTokenSigner(laborKey, 'police'),
      createFeedTokenSigner(laborKey, 'labor'),
      createFeedTokenSigner(key, 'labor'),
    ]) {
      await expect(verifier.verify(await forged.sign())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('opens no GraphQL, and a caller’s token opens no feed', async () => {
    const feedToken = await createFeedTokenSigner(key, 'police').sign();
    await expect(createDepartmentTokenVerifier(key, 'police').verify(feedToken)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { reason: 'TOKEN_TYPE' },
    });
    const callersToken = await createDepartmentTokenSigner(key, 'police').sign({
      client: 'hub',
      department: 'hub',
      purpose: 'STATISTICS',
      officer: 'schedule',
    });
    await expect(createFeedTokenVerifier(key, 'police').verify(callersToken)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { reason: 'TOKEN_TYPE' },
    });
  });
});
