import type { Document, Session } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import type { ScopeBase } from '../context/request-context.js';
import { commit, isConcurrentChange, runOnce } from './run-once.js';

export interface ByCodeOptions<T extends Document> {
  /** Name of the mutation. */
  readonly operation: string;
  /** The mutation's input; its code already tells a repetition, so the key may be left out. */
  readonly input: { readonly idempotencyKey?: string };
  /**
   * Looks the code up, then gives the record that stands with the same content, refuses other content, or writes. May run
   * more than once.
   */
  readonly work: (session: Session) => Promise<T>;
}

/**
 * Registers what carries a code of its own, such as a school or a grid: the record under the code is the first answer.
 * Of two that come at once, the second finds what the first has written, under whichever keys they came. With an idempotency
 * key it is {@link runOnce}.
 *
 * @throws HubError as {@link runOnce}, and whatever `work` refuses
 */
export async function runByCode<T extends Document>(
  base: ScopeBase,
  { operation, input, work }: ByCodeOptions<T>,
): Promise<T> {
  const { idempotencyKey } = input;
  const attempt = (): Promise<T> =>
    idempotencyKey === undefined
      ? commit(base.store, work)
      : runOnce(base, { operation, input: { ...input, idempotencyKey }, work });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof DuplicateKeyError) && !isConcurrentChange(error)) throw error;
    return attempt();
  }
}
