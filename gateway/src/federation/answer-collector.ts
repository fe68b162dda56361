import type { Dispatcher } from 'undici';
import { DepartmentFailure } from './department-unavailable.js';
import type { HttpAnswer } from './department-client.js';

export interface AnswerCollectorOptions {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (failure: DepartmentFailure) => void;
}

/** Collects one answer as it comes in. Leaner than a stream, and it knows at every moment how much and how late. */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #contentType = '';
  #bytes = 0;
  #isSettled = false;

  constructor(private readonly options: AnswerCollectorOptions) {
    this.#timer = setTimeout(() => this.fail(new DepartmentFailure(this.#lateness)), options.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The deadline passed while the request waited for a free connection
    if (this.#isSettled) controller.abort(new DepartmentFailure('QUEUED'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#contentType = String(headers['content-type'] ?? '');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.options.maxBytes) this.fail(new DepartmentFailure('TOO_LARGE'));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.options.resolve({ status: this.#status, contentType: this.#contentType, text: body.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.fail(
      new DepartmentFailure('UNREACHABLE', { cause, mayRetry: this.#controller !== undefined && this.#status === 0 }),
    );
  }

  /** A request that never got a connection says nothing about the department. */
  get #lateness(): 'TIMEOUT' | 'QUEUED' {
    return this.#controller === undefined ? 'QUEUED' : 'TIMEOUT';
  }

  /** Gives up, whatever has come in so far. */
  fail(failure: DepartmentFailure): void {
    if (!this.#settle()) return;
    this.#controller?.abort(failure);
    this.options.reject(failure);
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    return true;
  }
}
