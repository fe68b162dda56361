import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createWebhookSecret, formatWebhookSecret } from '../subscription/secret-sealer.js';
import { signWebhook } from './webhook-signature.js';

const secret = createWebhookSecret();
const receiver = new Webhook(formatWebhookSecret(secret));
const bodies = fc.json().map((text) => Buffer.from(text, 'utf8'));

describe('The signature of a webhook', () => {
  it('is the one of the library of Standard Webhooks', () => {
    fc.assert(
      fc.property(fc.uuid(), bodies, fc.date({ min: new Date(0), noInvalidDate: true }), (id, body, at) => {
        const { 'webhook-signature': signature } = signWebhook({ id, at, body }, [secret]);
        return signature === receiver.sign(id, at, body.toString('utf8'));
      }),
    );
  });

  it('is accepted by it with the old secret and with the new one', () => {
    const older = createWebhookSecret();
    const body = Buffer.from('{"specversion":"1.0"}');
    const headers = signWebhook({ id: 'a-b', at: new Date(), body }, [secret, older]);
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const one of [secret, older]) {
      expect(new Webhook(formatWebhookSecret(one)).verify(body, { ...headers })).toEqual({ specversion: '1.0' });
    }
    const stranger = new Webhook(formatWebhookSecret(createWebhookSecret()));
    expect(() => stranger.verify(body, { ...headers })).toThrow(/No matching signature/);
  });

  it('holds for no other body, time or id, not by a single bit', () => {
    const body = Buffer.from('{"id":"0193","kind":"N-05"}');
    const headers = signWebhook({ id: 'm-1', at: new Date(), body }, [secret]);
    fc.assert(
      fc.property(fc.nat(body.length * 8 - 1), (bit) => {
        const changed = Buffer.from(body);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => receiver.verify(changed, { ...headers })).toThrow();
      }),
    );
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(() => receiver.verify(body, { ...headers, 'webhook-timestamp': later })).toThrow();
    expect(() => receiver.verify(body, { ...headers, 'webhook-id': 'm-2' })).toThrow();
  });

  it('is refused for an id with a full stop, which could be moved between id and time', () => {
    expect(() => signWebhook({ id: 'a.b', at: new Date(), body: Buffer.from('{}') }, [secret])).toThrow(RangeError);
  });
});
