import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readOrCreatePrivateFile } from '../private-file.js';
import { StartupError } from '../startup-error.js';

/** An Ed25519 key as a JWK (RFC 8037), ready to publish. */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** The same with its private part: in key files and in the demo clients' files, never on the wire. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: PublicJwk;
  readonly privateJwk: PrivateJwk;
}

/** The first key signs; all of them verify. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

const generate = promisify(generateKeyPair);

/** A fresh Ed25519 key; its `kid` is the thumbprint (RFC 7638). */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generate('ed25519', {});
  return readSigningKey(privateKey.export({ format: 'jwk' }));
}

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string().min(1).max(200).optional(),
});
const keyFile = z.object({ keys: z.array(privateJwk).min(1).max(20) });

/** @throws an error of zod or node:crypto when this is no private Ed25519 key */
export function readSigningKey(jwk: JsonWebKey | PrivateJwk): SigningKey {
  const { x, d, kid } = privateJwk.parse(jwk);
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  // From the private part: a file with another key's x would publish a key that verifies nothing
  const derivedX = publicKey.export({ format: 'jwk' }).x ?? '';
  const publicJwk: PublicJwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: derivedX,
    kid: kid ?? thumbprint(derivedX),
    alg: 'EdDSA',
    use: 'sig',
  };
  return { kid: publicJwk.kid, privateKey, publicKey, publicJwk, privateJwk: { ...publicJwk, d } };
}

/** Read from its document once: receivers verify many signatures with few keys. */
const readKeys = new WeakMap<PublicJwk, KeyObject>();

/** @throws an error of node:crypto when this is no Ed25519 key */
export function readPublicKey(jwk: PublicJwk): KeyObject {
  const known = readKeys.get(jwk);
  if (known !== undefined) return known;
  const { kty, crv, x } = jwk;
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  readKeys.set(jwk, key);
  return key;
}

/** Where the private keys of access tokens stand. */
export function signingKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'access-token-keys.json');
}

/**
 * Reads the keys that sign access tokens: a JWK set with private parts, in a file that only its owner can read. To change
 * the key, append the new one, wait ten minutes until verifiers have it, move it to the front, and remove the old one
 * after the life of a token and ten minutes more.
 *
 * @throws StartupError when the file is missing, open to everybody, or not such a set
 */
export async function loadSigningKeys(
  file: string,
  options: { readonly createWhenMissing: boolean },
): Promise<SigningKeys> {
  const text = await readOrCreatePrivateFile(
    file,
    options.createWhenMissing ? createKeyFile : undefined,
    'put a JWK set with a private Ed25519 key there',
  );
  try {
    const [first, ...others] = keyFile.parse(JSON.parse(text)).keys.map(readSigningKey);
    if (first === undefined) throw new RangeError('no key');
    return [first, ...others];
  } catch (error) {
    throw new StartupError(`The key file ${file} is not a JWK set of private Ed25519 keys; restore it from a copy`, {
      cause: error,
    });
  }
}

async function createKeyFile(): Promise<string> {
  const { privateJwk: jwk } = await generateSigningKey();
  return `${JSON.stringify({ keys: [jwk] }, null, 2)}\n`;
}

function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
