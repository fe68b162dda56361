import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { epochSeconds } from './jws.js';

interface Remembered<T extends object> {
  readonly value: T;
  readonly exp: number;
}

/**
 * What a verified token said, until the token expires. Found by the SHA-256 of the token's text: the memory holds no
 * usable token, and a different text is a different token.
 */
export class TokenMemory<T extends object> {
  readonly #entries: LRUCache<string, Remembered<T>>;

  constructor(maxEntries: number) {
    this.#entries = new LRUCache({ max: maxEntries });
  }

  recall(token: string, now: Date): T | undefined {
    const hash = hashOf(token);
    const found = this.#entries.get(hash);
    if (found === undefined) return undefined;
    if (found.exp > epochSeconds(now)) return found.value;
    this.#entries.delete(hash);
    return undefined;
  }

  remember(token: string, value: T, exp: number): void {
    this.#entries.set(hashOf(token), { value, exp });
  }

  get size(): number {
    return this.#entries.size;
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
