import { generateSigningKey, signDetached } from '@hub/server';
import { describe, expect, it } from 'vitest';
import { createWebhookBody } from '../delivery/webhook-message.js';
import { canonicalJson } from './canonical-json.js';
import type { NotificationDocument } from './notification.repository.js';
import type { SignedPart } from './signed-body.js';
import { bulletinSignatureType, findSignedBody, signedBytes } from './signed-body.js';
import { verifyBulletin } from './verify-bulletin.js';

const key = await generateSigningKey();
const jwks = { keys: [key.publicJwk] };

const issued: SignedPart = {
  _id: '01995f00-0000-7000-8000-000000000001',
  number: 'N-05/labor-police/2026/000001',
  serial: 1,
  year: 2026,
  kind: 'N-05',
  from: 'labor',
  to: 'police',
  sourceId: '01995f00-0000-7000-8000-000000000000',
  inboxSequence: 1,
  issuedAt: new Date('2026-11-20T02:00:00Z'),
  data: { employerCode: '91990000MA00000001', startedOn: '2026-11-20' },
  legalBasis: '《居住证暂行条例》第七条',
  dataClass: 'S',
};
const body = findSignedBody(issued);
if (body === undefined) throw new Error('A bulletin with data has a signed body');
const signature = await signDetached(signedBytes(body), key, bulletinSignatureType);

function received(): Record<string, unknown> {
  const notification: NotificationDocument = { ...issued, signature, state: 'OPEN', escalations: [], history: [] };
  const bytes = createWebhookBody(notification, 'http://127.0.0.1:4000/notifications');
  return JSON.parse(String(bytes)) as Record<string, unknown>;
}

function reasonOf(bulletin: unknown, keys = jwks): unknown {
  try {
    verifyBulletin(bulletin, keys);
    return 'valid';
  } catch (error) {
    return (error as { readonly details: { readonly reason?: string } }).details.reason;
  }
}

describe('A bulletin that somebody kept', () => {
  it('is verified as a webhook received it', () => {
    expect(verifyBulletin(received(), jwks)).toEqual({ body, kid: key.kid });
  });

  it('is verified whatever the order of its members', () => {
    const { data, ...rest } = received();
    const turned = Object.fromEntries(Object.entries(data as object).reverse());
    expect(verifyBulletin({ data: turned, ...rest }, jwks).kid).toBe(key.kid);
  });

  it('is verified as the graph shows it', () => {
    const shown = { id: body.id, data: body.data, signedBody: canonicalJson(body), signature };
    expect(verifyBulletin(shown, jwks).body).toEqual(body);
  });

  it.each([
    ['says something else', { data: { ...body, data: { ...body.data, startedOn: '2026-11-21' } } }],
    ['says something more', { data: { ...body, remark: 'x' } }],
  ])('is refused when it %s than what was signed', (_what, change) => {
    expect(reasonOf({ ...received(), ...change })).toBe('SIGNATURE_INVALID');
  });

  it.each([
    ['id', 'another'],
    ['subject', 'N-05/labor-police/2026/000002'],
    ['time', '2026-11-21T02:00:00.000Z'],
    ['type', 'hub.notification.N-01'],
  ])('is refused when the envelope states another %s', (attribute, value) => {
    expect(reasonOf({ ...received(), [attribute]: value })).toBe('ENVELOPE_DIFFERS');
  });

  it('is refused with the keys of another hub', async () => {
    expect(reasonOf(received(), { keys: [(await generateSigningKey()).publicJwk] })).toBe('SIGNATURE_KEY');
  });

  it.each([
    ['null', null],
    ['a text', 'bulletin'],
    ['a list', []],
    ['no signature', { data: body }],
    ['no data', { signature }],
    ['a signed body that is no JSON', { signedBody: '{', signature }],
  ])('is none with %s', (_what, bulletin) => {
    expect(reasonOf(bulletin)).toBe('NOT_A_BULLETIN');
  });
});
