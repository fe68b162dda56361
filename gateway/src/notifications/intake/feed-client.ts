import type { DepartmentName } from '@hub/domain';
import { createFeedTokenSigner, deriveDepartmentKey, requestHeaders } from '@hub/server';
import type { FeedTokenSigner } from '@hub/server';
import { newRecordId } from '@hub/subgraph';
import { DepartmentClient } from '../../federation/department-client.js';
import { DepartmentFailure } from '../../federation/department-unavailable.js';
import type { CheckedPage, EventShapes } from './feed-page.js';
import { checkPage } from './feed-page.js';

export interface FeedClientOptions {
  readonly department: DepartmentName;
  /** Origin of the department; may change. */
  readonly url: () => string;
  /** The hub's secret. */
  readonly secret: Uint8Array;
  readonly shapes: EventShapes;
  /** How long an answer may take beyond the time that the department is asked to wait. */
  readonly timeoutMs: number;
}

export interface FeedQuestion {
  /** Position after which to read; says that everything up to it has been taken. */
  readonly after: number;
  readonly limit: number;
  /** How long the department waits for an event when there is none yet. */
  readonly waitMs: number;
}

/** The way to a department's feed: connections of its own, so that a long poll takes none from the questions of callers. */
export class FeedClient {
  readonly #client: DepartmentClient;
  readonly #signer: FeedTokenSigner;
  #isStopped = false;

  constructor(private readonly options: FeedClientOptions) {
    const { department, url, secret, timeoutMs } = options;
    this.#client = new DepartmentClient({ url, timeoutMs, maxConnections: 2 });
    this.#signer = createFeedTokenSigner(deriveDepartmentKey(secret, department), department);
  }

  /** @throws DepartmentFailure whatever the department did instead of answering with a page; TOO_LARGE: ask for less */
  async read({ after, limit, waitMs }: FeedQuestion): Promise<CheckedPage> {
    const { department, shapes, timeoutMs } = this.options;
    const token = await this.#signer.sign();
    // A question that was on its way to us when we stopped would hold the stop up for as long as the department waits
    if (this.#isStopped) throw new DepartmentFailure('UNREACHABLE');
    const answer = await this.#client.send(
      {
        method: 'GET',
        path: `/feed?after=${String(after)}&limit=${String(limit)}&waitMs=${String(waitMs)}`,
        body: null,
        headers: {
          accept: 'application/json',
          [requestHeaders.departmentToken]: token,
          [requestHeaders.requestId]: newRecordId(new Date()),
        },
      },
      waitMs + timeoutMs,
    );
    if (answer.status !== 200) throw new DepartmentFailure('BAD_STATUS');
    if (!/^application\/json\b/.test(answer.contentType)) throw new DepartmentFailure('BAD_CONTENT');
    try {
      return checkPage(JSON.parse(answer.text) as unknown, after, department, shapes);
    } catch {
      // What the error would say holds what the department said
      throw new DepartmentFailure('BAD_SHAPE');
    }
  }

  /** Asks again after a stop. */
  start(): void {
    this.#isStopped = false;
  }

  /** Ends what is in flight, at once, and asks nothing more. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#client.stop();
  }
}
