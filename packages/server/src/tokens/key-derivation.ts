import type { CallerName } from '@hub/domain';
import { hkdfSync } from 'node:crypto';

const keyBytes = 32;
/** Part of every derived key: changing it changes them all. */
const salt = 'population-hub';

/** HKDF-SHA-256 (RFC 5869): one key per label; none tells anything about another or about the secret. */
export function deriveKey(secret: Uint8Array, label: string): Uint8Array {
  if (secret.length < keyBytes) throw new RangeError(`A secret has at least ${keyBytes} bytes`);
  return new Uint8Array(hkdfSync('sha256', secret, salt, label, keyBytes));
}

/** Key of the gateway's tokens for one department; it opens that department alone. */
export function deriveDepartmentKey(secret: Uint8Array, department: CallerName): Uint8Array {
  return deriveKey(secret, `department-token:${department}`);
}

/** Key of the check tag at the end of a person id. */
export function derivePersonTagKey(secret: Uint8Array): Uint8Array {
  return deriveKey(secret, 'person-tag');
}
