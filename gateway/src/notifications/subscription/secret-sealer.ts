import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '@hub/server';

const algorithm = 'aes-256-gcm';
const secretBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A webhook secret in the form that Standard Webhooks libraries take. */
export function formatWebhookSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

export function createWebhookSecret(): Uint8Array {
  return new Uint8Array(randomBytes(secretBytes));
}

/** Seals webhook secrets, so that whoever reads the store, or a backup of it, cannot sign as the hub. */
export class SecretSealer {
  readonly #key: Uint8Array;

  /** @param hubSecret the hub's secret; with another one, what was sealed cannot be opened */
  constructor(hubSecret: Uint8Array) {
    this.#key = deriveKey(hubSecret, 'webhook-secrets');
  }

  /** Nonce, cipher text and tag in base64url; good for that subscription alone. */
  seal(secret: Uint8Array, subscriptionId: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(subscriptionId, 'utf8'));
    const sealed = [nonce, cipher.update(secret), cipher.final()];
    return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws Error when it was sealed with another key or for another subscription, or was changed */
  open(sealed: string, subscriptionId: string): Uint8Array {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length !== nonceBytes + secretBytes + tagBytes) throw new Error('This is no sealed secret');
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(subscriptionId, 'utf8'));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]));
  }
}
