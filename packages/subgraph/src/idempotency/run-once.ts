import { badInput, HubError, systemClock } from '@hub/domain';
import type { Document, Session, Store } from '@hub/store';
import { failpoint } from '@hub/server';
import { DuplicateKeyError } from '@hub/store';
import type { ScopeBase } from '../context/request-context.js';
import { refuseInvisible } from '../input-checks.js';
import type { IdempotencyDocument } from './idempotency.repository.js';
import { digest, IdempotencyRepository } from './idempotency.repository.js';
import { inWritingOrder } from './writing-order.js';

export interface OnceOptions<T extends Document> {
  /** Name of the mutation. */
  readonly operation: string;
  /** The mutation's input, `idempotencyKey` included; equal content means equal input. */
  readonly input: { readonly idempotencyKey: string };
  /** Writes within the transaction and gives the document that is the answer. May run more than once. */
  readonly work: (session: Session) => Promise<T>;
}

const maxKeyLength = 200;
const concurrentChange = 'CONCURRENT_CHANGE';

/** How every input describes its `idempotencyKey`. */
export const idempotencyKeyDescription =
  'Chosen by the client; for 30 days the same key and content gives the first answer again (幂等键)';

/**
 * Runs a creating mutation once per client and idempotency key. The same key with the same content gives the first answer
 * again, also to two that come at once; write and key commit together. A key is remembered for 30 days
 * (`retentionDays`): after them it is a new one, and the rules of the domain alone tell a repetition.
 *
 * @throws HubError BAD_USER_INPUT when the key is empty, too long or not all visible
 * @throws HubError CONFLICT when the key was used with other content, or when another request wrote the same record at the
 *   same time
 */
export async function runOnce<T extends Document>(
  { store, trueClock = systemClock, caller, resources }: ScopeBase,
  { operation, input, work }: OnceOptions<T>,
): Promise<T> {
  const { idempotencyKey, ...content } = input;
  if (idempotencyKey.trim() === '' || idempotencyKey.length > maxKeyLength) {
    throw badInput('input.idempotencyKey', `Give an idempotency key of 1 to ${String(maxKeyLength)} characters`);
  }
  refuseInvisible(idempotencyKey, 'input.idempotencyKey');
  const rows = new IdempotencyRepository(store);
  const id = digest(resources.contentKey, [caller.client, operation, idempotencyKey]);
  const contentDigest = digest(resources.contentKey, [inStableOrder(content)]);
  try {
    return await commit(store, async (session) => {
      const first = await rows.find(id, session);
      if (first !== null) return answerAgain<T>(first, contentDigest);
      const answer = await work(session);
      await rows.insert({ _id: id, contentDigest, answer, createdAt: trueClock.now() }, session);
      return answer;
    });
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    // The twin of this request committed between our reads and our writes: its answer is ours.
    const first = await rows.find(id);
    if (first !== null) return answerAgain<T>(first, contentDigest);
    throw new HubError('CONFLICT', 'Another request changed the same record at the same time; read it and try again', {
      reason: concurrentChange,
      cause: error,
    });
  }
}

/** The transaction of a mutation, with the two moments at which a crash leaves all of it or nothing. */
export async function commit<T>(store: Store, work: (session: Session) => Promise<T>): Promise<T> {
  const answer = await inWritingOrder(store, () =>
    store.withTransaction(async (session) => {
      const done = await work(session);
      failpoint('outbox.before-commit');
      return done;
    }),
  );
  failpoint('outbox.after-commit');
  return answer;
}

/** Whether {@link runOnce} gave way to another request, whose record stands by now. */
export function isConcurrentChange(error: unknown): boolean {
  return error instanceof HubError && error.code === 'CONFLICT' && error.details.reason === concurrentChange;
}

function answerAgain<T extends Document>(first: IdempotencyDocument, contentDigest: string): T {
  if (first.contentDigest === contentDigest) return first.answer as T;
  throw new HubError('CONFLICT', 'This idempotency key was used with other content; use a new key for a new request', {
    field: 'input.idempotencyKey',
    reason: 'IDEMPOTENCY_KEY_REUSED',
  });
}

/** Field order must not make equal inputs differ. */
function inStableOrder(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inStableOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, content]) => [name, inStableOrder(content)]),
  );
}
