import { badInput, HubError } from '@hub/domain';
import type { PublicKeySet } from '@hub/server';
import { verifyDetached } from '@hub/server';
import { canonicalJson } from './canonical-json.js';
import type { SignedBody } from './signed-body.js';
import { bulletinSignatureType } from './signed-body.js';

/** A bulletin whose signature holds: what it says is what the hub issued. */
export interface VerifiedBulletin {
  readonly body: SignedBody;
  /** Id of the key that signed. */
  readonly kid: string;
}

/** What the envelope of a CloudEvent repeats of the signed body. */
const repeated: readonly (readonly [attribute: string, stated: (body: SignedBody) => string])[] = [
  ['id', ({ id }) => id],
  ['subject', ({ number }) => number],
  ['time', ({ issuedAt }) => issuedAt],
  ['type', ({ kind }) => `hub.notification.${kind}`],
];

/**
 * Verifies a bulletin with nothing but the hub's public keys: the CloudEvent that a webhook received, or a `Notification` of
 * the graph with `signedBody` and `signature`.
 *
 * @param received parsed JSON
 * @throws HubError BAD_USER_INPUT, reason `NOT_A_BULLETIN`, for anything else
 * @throws HubError UNAUTHENTICATED, reason `SIGNATURE_MALFORMED`, `SIGNATURE_TYPE`, `SIGNATURE_KEY`, `SIGNATURE_INVALID`, or
 *   `ENVELOPE_DIFFERS` where the envelope, which no signature covers, says something else than what was signed
 */
export function verifyBulletin(received: unknown, jwks: PublicKeySet): VerifiedBulletin {
  const { body, signature, envelope } = readBulletin(received);
  const { kid } = verifySignature(signature, body, jwks);
  for (const [attribute, stated] of repeated) {
    if (envelope[attribute] === undefined || envelope[attribute] === stated(body)) continue;
    const message = `The envelope states another ${attribute} than the signed bulletin; trust the bulletin alone`;
    throw new HubError('UNAUTHENTICATED', message, { field: attribute, reason: 'ENVELOPE_DIFFERS' });
  }
  return { body, kid };
}

const signatureFaults: Readonly<Record<string, string>> = {
  SIGNATURE_MALFORMED: 'The signature is no detached JWS; keep the bulletin whole as it was received',
  SIGNATURE_TYPE: 'The signature was not made for a bulletin',
  SIGNATURE_KEY: 'The signature was made with a key that is not among these; get the keys of the hub that it came from',
  SIGNATURE_INVALID: 'The signature does not hold: the bulletin is not what the hub issued',
};

function verifySignature(signature: string, body: SignedBody, jwks: PublicKeySet): { readonly kid: string } {
  try {
    return verifyDetached(signature, Buffer.from(canonicalJson(body), 'utf8'), jwks, bulletinSignatureType);
  } catch (cause) {
    const { reason = '' } = cause instanceof HubError ? cause.details : {};
    const message = signatureFaults[reason];
    throw message === undefined ? cause : new HubError('UNAUTHENTICATED', message, { reason, cause });
  }
}

interface ReceivedBulletin {
  readonly body: SignedBody;
  readonly signature: string;
  readonly envelope: Readonly<Record<string, unknown>>;
}

function readBulletin(received: unknown): ReceivedBulletin {
  if (!isObject(received)) throw notABulletin();
  const { signature, signedBody, data, ...rest } = received;
  // The graph states the bytes that were signed; a CloudEvent states the value that they are the canonical form of
  const body = typeof signedBody === 'string' ? parseJson(signedBody) : data;
  if (!isObject(body) || typeof signature !== 'string') throw notABulletin();
  return {
    body: body as unknown as SignedBody,
    signature,
    envelope: typeof signedBody === 'string' ? {} : rest,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notABulletin();
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notABulletin(): HubError {
  const message =
    'This is no bulletin: give the CloudEvent as it was received, with data and signature, or a notification with signedBody and signature';
  return badInput('bulletin', message, 'NOT_A_BULLETIN');
}
