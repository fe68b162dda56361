import type { CallerName } from '@hub/domain';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { ResponseReader } from './response-reader.js';
import { mostInFlight } from './delivery-turns.js';
import type { SendResult } from './send-result.js';
import type { TargetGuard } from './target-guard.js';
import { createWebhookConnector } from './webhook-connector.js';

export interface WebhookSenderOptions {
  readonly guard: TargetGuard;
  /** From the start of an attempt to the last byte of its answer. Default 15 s. */
  readonly timeoutMs?: number;
  /** Certificates (PEM) to trust instead of the system's. */
  readonly ca?: string;
}

export interface WebhookRequest {
  /** In whose name is sent. */
  readonly department: CallerName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const defaultTimeoutMs = 15_000;
/** Origins with connections kept open; the longest unused goes first. */
const mostPools = 100;

/** POSTs to receivers over kept-alive connections; follows nothing, keeps nothing of what they say. */
export class WebhookSender {
  readonly #pools: LRUCache<string, Pool>;
  readonly #inFlight = new Set<ResponseReader>();
  #isStopped = false;

  constructor(private readonly options: WebhookSenderOptions) {
    this.#pools = new LRUCache({ max: mostPools, dispose: (pool) => void pool.close().catch(() => undefined) });
  }

  /** Never rejects: how it went is the result. */
  send(request: WebhookRequest): Promise<SendResult> {
    return new Promise((resolve) => {
      const reader = new ResponseReader({
        timeoutMs: this.options.timeoutMs ?? defaultTimeoutMs,
        onEnd: (result) => {
          this.#inFlight.delete(reader);
          resolve(result);
        },
      });
      this.#inFlight.add(reader);
      if (this.#isStopped) reader.giveUp('STOPPED');
      else this.#dispatch(request, reader);
    });
  }

  start(): void {
    this.#isStopped = false;
  }

  /** Gives up what is in flight, and whatever would follow. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const reader of [...this.#inFlight]) reader.giveUp('STOPPED');
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #dispatch({ department, url, headers, body }: WebhookRequest, reader: ResponseReader): void {
    try {
      const { origin, pathname, search } = new URL(url);
      const post = { method: 'POST', path: pathname + search, headers, body } as const;
      this.#poolOf(origin, department).dispatch(post, reader);
    } catch (error) {
      reader.fail(error);
    }
  }

  /** One for each department: a connection that one may use is not another's. */
  #poolOf(origin: string, department: CallerName): Pool {
    const key = `${department} ${origin}`;
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const { guard, ca, timeoutMs = defaultTimeoutMs } = this.options;
    const pool = new Pool(origin, {
      // Several subscriptions may share an origin
      connections: mostInFlight,
      connect: createWebhookConnector({ guard, department, timeoutMs, ...(ca !== undefined && { ca }) }),
      // Shorter than receivers keep a connection without saying so
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
      maxHeaderSize: 16 * 1_024,
      // The reader's deadline covers head and body together
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#pools.set(key, pool);
    return pool;
  }
}
