import { AsyncLocalStorage } from 'node:async_hooks';
import { StoreUsageError } from './port.js';

/** How a transaction stands: the rules of both adapters for what may still be done in it. */
export class TransactionState {
  readonly #running = new Set<Promise<unknown>>();
  #failure: { readonly cause: unknown } | undefined;
  #isOpen = true;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws StoreUsageError after the transaction has ended or a write in it has failed */
  check(): void {
    if (!this.#isOpen) throw new StoreUsageError('The transaction of this session has ended');
    if (this.#failure === undefined) return;
    const message =
      'An earlier write of this transaction failed, so it can only end; let its error leave withTransaction';
    throw new StoreUsageError(message, { cause: this.#failure.cause });
  }

  /** A write that fails ends the transaction, as in MongoDB, even when its error is caught. */
  async write<R>(work: () => R | Promise<R>): Promise<R> {
    this.check();
    const running = (async () => work())();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      this.#failure ??= { cause: error };
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  /**
   * Takes no more work and waits for what still runs.
   * @throws the error of the write that failed, if one did
   */
  async end(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#isOpen = false;
    if (this.#failure !== undefined) throw this.#failure.cause;
  }
}

/**
 * Knows the transaction that the running code is in. A write there without its session would not be part of the transaction,
 * and in the embedded store would wait for it for ever.
 */
export class TransactionScope {
  readonly #current = new AsyncLocalStorage<TransactionState>();

  /** Runs `work` as the inside of a transaction; the caller commits when this resolves and rolls back when it rejects. */
  async run<R>(state: TransactionState, work: () => Promise<R>): Promise<R> {
    try {
      const result = await this.#current.run(state, work);
      await state.end();
      return result;
    } catch (error) {
      await state.end().catch(() => undefined);
      throw error;
    }
  }

  /** @throws StoreUsageError when the caller is inside a transaction */
  refuseInside(what: string): void {
    if (this.#current.getStore()?.isOpen !== true) return;
    throw new StoreUsageError(`${what} inside withTransaction must be given its session: { session }`);
  }
}
