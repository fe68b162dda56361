import type { RequestListener } from 'node:http';
import { badInput } from '@hub/domain';
import type { FeedTokenVerifier, Logger, Metrics } from '@hub/server';
import { createJsonListener, readDepartmentToken } from '../serving/json-listener.js';
import type { Feed, FeedRequest } from './feed.js';

export interface FeedListenerOptions {
  readonly feed: Feed;
  readonly verifier: FeedTokenVerifier;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Bounds of what one request may ask for, and what it asks for when it does not say. */
const bounds = {
  after: { least: 0, most: Number.MAX_SAFE_INTEGER, usual: undefined },
  limit: { least: 1, most: 1_000, usual: 1_000 },
  waitMs: { least: 0, most: 25_000, usual: 0 },
} as const;

/**
 * `GET /feed?after=<sequence>&limit=<1..1000>&waitMs=<0..25000>` of a department, for the gateway's feed token alone. Whoever
 * asks for what comes after a position says that it has everything up to there: after 30 days that may be removed.
 */
export function createFeedListener({ feed, verifier, metrics, logger }: FeedListenerOptions): RequestListener {
  return createJsonListener({
    operation: 'feed',
    metrics,
    logger,
    answer: async (request, _requestId, response) => {
      await verifier.verify(readDepartmentToken(request));
      const asked = readFeedRequest(request.url ?? '');
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      return { text: JSON.stringify(await feed.read(asked, gone.signal)) };
    },
  });
}

/** @throws HubError BAD_USER_INPUT naming the parameter */
function readFeedRequest(url: string): FeedRequest {
  const search = new URLSearchParams(url.split('?')[1] ?? '');
  const unknown = [...search.keys()].find((name) => !Object.hasOwn(bounds, name) || search.getAll(name).length > 1);
  if (unknown !== undefined) throw badInput('query', 'A feed takes after, limit and waitMs, each once');
  const read = (name: keyof typeof bounds): number => {
    const { least, most, usual } = bounds[name];
    const text = search.get(name) ?? usual?.toString() ?? '';
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw badInput(name, `${name} must be a whole number from ${String(least)} to ${String(most)}`, 'OUT_OF_RANGE');
  };
  return { after: read('after'), limit: read('limit'), waitMs: read('waitMs') };
}
