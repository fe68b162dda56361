import { createHash } from 'node:crypto';
import type { ClientAssertion } from '@hub/server';
import type { Collection, Document, Store } from '@hub/store';
import { defineCollection, DuplicateKeyError } from '@hub/store';

interface UsedAssertion extends Document {
  readonly expiresAt: Date;
}

export const assertionCollection = defineCollection<UsedAssertion>({
  name: 'client_assertions',
  indexes: [{ key: { expiresAt: 1 } }],
  shardKey: { _id: 1 },
});

/** How many expired entries one sweep removes. */
const sweepLimit = 500;
const sweepEveryMs = 60_000;
/** An entry outlives its assertion by more than two clocks may differ. */
const graceMs = 60_000;

/** Assertions that were used. Each is good for one token, also when two come at once or at two gateways. */
export class AssertionRegister {
  readonly #used: Collection<UsedAssertion>;
  #nextSweep = 0;

  constructor(store: Store) {
    this.#used = store.collection(assertionCollection);
  }

  /**
   * @returns false when the assertion was used before
   * @throws whatever the store throws: an assertion that cannot be noted must not be accepted
   */
  async use({ clientId, jti, expiresAt }: ClientAssertion, now: Date): Promise<boolean> {
    const _id = createHash('sha256')
      .update(JSON.stringify([clientId, jti]))
      .digest('base64url');
    try {
      await this.#used.insertOne({ _id, expiresAt: new Date(expiresAt.getTime() + graceMs) });
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
    await this.#sweep(now);
    return true;
  }

  /** Removes what has expired, a bounded number at a time, at most once a minute. */
  async #sweep(now: Date): Promise<void> {
    if (now.getTime() < this.#nextSweep) return;
    this.#nextSweep = now.getTime() + sweepEveryMs;
    const expired = await this.#used
      .find({ expiresAt: { $lt: now } }, { projection: { _id: 1 }, sort: { expiresAt: 1 }, limit: sweepLimit })
      .toArray();
    if (expired.length > 0) await this.#used.deleteMany({ _id: { $in: expired.map(({ _id }) => _id) } });
    if (expired.length === sweepLimit) this.#nextSweep = now.getTime();
  }
}
