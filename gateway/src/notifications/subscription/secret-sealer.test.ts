import { describe, expect, it } from 'vitest';
import { createWebhookSecret, formatWebhookSecret, SecretSealer } from './secret-sealer.js';

const sealer = new SecretSealer(new Uint8Array(32).fill(7));

describe('A webhook secret', () => {
  it('has 32 random bytes in the form of Standard Webhooks', () => {
    const text = formatWebhookSecret(createWebhookSecret());
    expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(text).not.toBe(formatWebhookSecret(createWebhookSecret()));
  });

  it('is sealed for one subscription, differently each time', () => {
    const secret = createWebhookSecret();
    const sealed = sealer.seal(secret, 'a');
    expect(sealer.open(sealed, 'a')).toEqual(secret);
    expect(sealed).not.toBe(sealer.seal(secret, 'a'));
    expect(sealed).not.toContain(Buffer.from(secret).toString('base64url'));
  });

  it('is opened for no other subscription, by no other hub, and not when it was changed', () => {
    const sealed = sealer.seal(createWebhookSecret(), 'a');
    const bytes = Buffer.from(sealed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    expect(() => sealer.open(sealed, 'b')).toThrow();
    expect(() => new SecretSealer(new Uint8Array(32).fill(8)).open(sealed, 'a')).toThrow();
    expect(() => sealer.open(bytes.toString('base64url'), 'a')).toThrow();
    expect(() => sealer.open('', 'a')).toThrow('no sealed secret');
  });
});
