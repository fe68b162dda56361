import type { Dispatcher } from 'undici';
import { failpoint } from '@hub/server';
import type { SendResult } from './send-result.js';
import { outcomeOfError, outcomeOfStatus } from './send-result.js';

export interface ResponseReaderOptions {
  /** From the start to the last byte of the answer, measured by a clock that nobody sets. */
  readonly timeoutMs: number;
  readonly onEnd: (result: SendResult) => void;
}

/** What a receiver may say; nobody reads it, and beyond this it is not waited for. */
const longestAnswerBytes = 4_096;

/** Waits for the end of one answer and keeps nothing of it but status and `Retry-After`. */
export class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status: number | undefined;
  #retryAfter: string | undefined;
  #bytes = 0;
  #isSettled = false;

  constructor(private readonly options: ResponseReaderOptions) {
    this.#timer = setTimeout(() => this.giveUp('TIMEOUT'), options.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection for too long
    if (this.#isSettled) {
      controller.abort(new Error('Nobody waits for this answer'));
      return;
    }
    failpoint('delivery.after-connect');
    // Head and body are handed to the socket in this turn of the event loop
    setImmediate(failpoint, 'delivery.after-sent');
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    const retryAfter = headers['retry-after'];
    this.#retryAfter = typeof retryAfter === 'string' ? retryAfter : undefined;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= longestAnswerBytes) return;
    this.#settleByStatus();
    controller.abort(new Error('The answer is longer than anybody wants to know'));
  }

  onResponseEnd(): void {
    this.#settleByStatus();
  }

  /** Also when the status came and the rest did not: what breaks off may not have been taken in. */
  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle({ outcome: outcomeOfError(error), ...this.#code() });
  }

  giveUp(outcome: 'TIMEOUT' | 'STOPPED'): void {
    if (!this.#settle({ outcome, ...this.#code() })) return;
    this.#controller?.abort(new Error('Nobody waits for this answer'));
  }

  fail(error: unknown): void {
    this.#settle({ outcome: outcomeOfError(error) });
  }

  #settleByStatus(): void {
    if (this.#status === undefined) return;
    this.#settle({
      outcome: outcomeOfStatus(this.#status),
      ...this.#code(),
      ...(this.#retryAfter !== undefined && { retryAfter: this.#retryAfter }),
    });
  }

  #code(): { readonly responseCode?: number } {
    return this.#status === undefined ? {} : { responseCode: this.#status };
  }

  #settle(result: SendResult): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.options.onEnd(result);
    return true;
  }
}
