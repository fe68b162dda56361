import { createHmac } from 'node:crypto';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/**
 * First answer to a mutation that carried an idempotency key. Key and content are kept as keyed digests only; the answer is a
 * record as it was then, so a row goes after {@link retentionDays}.
 */
export interface IdempotencyDocument extends Document {
  readonly contentDigest: string;
  readonly answer: Document;
  /** True time: clients retry in it, whatever the business clock shows. */
  readonly createdAt: Date;
}

/** How long a key gives its first answer again: past any retry, and no second archive of records. */
export const retentionDays = 30;

export const idempotencyCollection = defineCollection<IdempotencyDocument>({
  name: 'idempotency',
  indexes: [{ key: { createdAt: 1 } }],
  shardKey: { _id: 1 },
});

/** HMAC-SHA-256: a client may put a document number into its key, and a plain hash of one is reversible in minutes. */
export function digest(contentKey: Uint8Array, parts: readonly unknown[]): string {
  return createHmac('sha256', contentKey).update(JSON.stringify(parts)).digest('base64url');
}

export class IdempotencyRepository {
  readonly #rows: Collection<IdempotencyDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(idempotencyCollection);
  }

  find(id: string, session?: Session): Promise<IdempotencyDocument | null> {
    return this.#rows.findOne({ _id: id }, session === undefined ? {} : { session });
  }

  async insert(row: IdempotencyDocument, session: Session): Promise<void> {
    await this.#rows.insertOne(row, { session });
  }

  /** Removes the answers given before an instant. */
  async sweep(before: Date): Promise<void> {
    await this.#rows.deleteMany({ createdAt: { $lt: before } });
  }
}
