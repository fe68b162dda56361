import { type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { decodePart, parseHeader } from './compact-form.js';
import { refused } from './jws.js';
import type { PublicJwk, SigningKey } from './signing-keys.js';
import { readPublicKey } from './signing-keys.js';

/** What receivers verify with: the document at `/.well-known/jwks.json`. */
export interface PublicKeySet {
  readonly keys: readonly PublicJwk[];
}

/** An Ed25519 signature (RFC 8032) is always so long. */
const signatureBytes = 64;
const detachedForm = /^([A-Za-z0-9_-]{1,2000})\.\.([A-Za-z0-9_-]{86})$/;

/** On a thread of its own: of a thousand signatures the event loop notices little. */
const signAside = promisify(sign) as (algorithm: null, data: Uint8Array, key: KeyObject) => Promise<Buffer>;

/**
 * Signs bytes that travel beside their signature: JWS compact serialisation with detached content (RFC 7515, appendix F),
 * EdDSA (RFC 8037).
 *
 * @param type what the bytes are, as `typ` of the header: a signature made for one type is none for another, and no `typ` of
 *   a token may be used
 */
export async function signDetached(
  payload: Uint8Array,
  { kid, privateKey }: SigningKey,
  type: string,
): Promise<string> {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid, typ: type })).toString('base64url');
  const signature = await signAside(null, signingInput(header, payload), privateKey);
  return `${header}..${signature.toString('base64url')}`;
}

/**
 * Verifies what {@link signDetached} made.
 *
 * @returns id of the key that signed
 * @throws HubError UNAUTHENTICATED, reason `SIGNATURE_MALFORMED`, `SIGNATURE_TYPE`, `SIGNATURE_KEY` or `SIGNATURE_INVALID`
 */
export function verifyDetached(
  jws: string,
  payload: Uint8Array,
  jwks: PublicKeySet,
  type: string,
): { readonly kid: string } {
  const [, headerPart = '', signaturePart] = detachedForm.exec(jws) ?? [];
  const header = parseHeader(headerPart);
  const signature = decodePart(signaturePart);
  if (header === undefined || signature?.length !== signatureBytes) {
    throw refused('SIGNATURE_MALFORMED', 'of the content is malformed');
  }
  if (header.typ !== type) throw refused('SIGNATURE_TYPE', 'of the content is of another type');
  const jwk = header.alg === 'EdDSA' ? jwks.keys.find(({ kid }) => kid === header.kid) : undefined;
  if (jwk === undefined) throw refused('SIGNATURE_KEY', 'of the content is made with a key that is not known here');
  if (!verify(null, signingInput(headerPart, payload), readPublicKey(jwk), signature)) {
    throw refused('SIGNATURE_INVALID', 'of the content is not valid');
  }
  return { kid: jwk.kid };
}

function signingInput(header: string, payload: Uint8Array): Buffer {
  return Buffer.from(`${header}.${Buffer.from(payload).toString('base64url')}`, 'ascii');
}
