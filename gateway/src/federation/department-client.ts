import type { Dispatcher } from 'undici';
import { Pool } from 'undici';
import { AnswerCollector } from './answer-collector.js';
import { DepartmentFailure } from './department-unavailable.js';

export interface DepartmentClientOptions {
  /** Origin of the department; may be known only after the gateway was made, and may change. */
  readonly url: () => string;
  /** From the first byte sent to the last received, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxConnections?: number;
  readonly maxAnswerBytes?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** A hundred people with all their verifications are under 1 MiB. */
const defaultMaxAnswerBytes = 8 * 1024 * 1024;

/** One pool of kept-alive connections to one department, with a deadline for the whole of each answer. */
export class DepartmentClient {
  #pool: { readonly origin: string; readonly pool: Pool } | undefined;

  constructor(private readonly options: DepartmentClientOptions) {}

  get timeoutMs(): number {
    return this.options.timeoutMs;
  }

  /** @throws DepartmentFailure QUEUED, UNREACHABLE, TIMEOUT or TOO_LARGE */
  send(
    request: Pick<Dispatcher.DispatchOptions, 'path' | 'method' | 'body' | 'headers'>,
    timeoutMs: number = this.options.timeoutMs,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const maxBytes = this.options.maxAnswerBytes ?? defaultMaxAnswerBytes;
      const collector = new AnswerCollector({ timeoutMs, maxBytes, resolve, reject });
      try {
        this.#poolNow().dispatch(request, collector);
      } catch (cause) {
        collector.fail(new DepartmentFailure('UNREACHABLE', { cause }));
      }
    });
  }

  async stop(): Promise<void> {
    const open = this.#pool;
    this.#pool = undefined;
    await open?.pool.destroy();
  }

  #poolNow(): Pool {
    const { url, timeoutMs, maxConnections = 128 } = this.options;
    const origin = url();
    if (this.#pool?.origin === origin) return this.#pool.pool;
    void this.#pool?.pool.close();
    const pool = new Pool(origin, {
      connections: maxConnections,
      // Before any deadline, so that a department that takes no connection is told from a pool that is busy
      connect: { timeout: timeoutMs / 2 },
      // Departments keep idle connections for 65 s; the pool lets go first
      keepAliveTimeout: 30_000,
      // The collector's deadline covers headers and body together
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#pool = { origin, pool };
    return pool;
  }
}
