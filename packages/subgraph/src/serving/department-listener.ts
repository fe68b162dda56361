import type { RequestListener } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { Caller, DepartmentName } from '@hub/domain';
import type { Logger, Metrics } from '@hub/server';
import { createDepartmentTokenVerifier, createFeedTokenVerifier, deriveDepartmentKey } from '@hub/server';
import type { Store } from '@hub/store';
import type { RequestContext } from '../context/request-context.js';
import { createFeedListener } from '../outbox/feed-listener.js';
import type { ReportDefinition } from '../outbox/define-report.js';
import type { Feed } from '../outbox/feed.js';
import { createReportListener } from '../outbox/report-listener.js';
import { createGraphqlListener } from './graphql-listener.js';
import { createSubgraphApp } from './subgraph-app.js';

export interface DepartmentListenerOptions<Scope> {
  readonly name: DepartmentName;
  /** The hub's secret, from which this department's key is derived. */
  readonly secret: Uint8Array;
  readonly executor: ApolloServer<RequestContext>;
  readonly createScope: (caller: Caller) => Scope;
  readonly reports: readonly ReportDefinition<Scope>[];
  readonly store: Store;
  readonly feed: Feed;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Series that the metrics of a department tell apart. */
export const departmentOperations = ['graphql', 'feed', 'report'] as const;

/** All that a department answers over HTTP: callers' questions, the hub's own, and its health. */
export function createDepartmentListener<Scope>(options: DepartmentListenerOptions<Scope>): RequestListener {
  const { name, secret, executor, createScope, reports, store, feed, metrics, logger } = options;
  const key = deriveDepartmentKey(secret, name);
  const serving = { metrics, logger };
  const forHub = { verifier: createFeedTokenVerifier(key, name), ...serving };
  const listeners = {
    graphql: createGraphqlListener({
      executor,
      verifier: createDepartmentTokenVerifier(key, name),
      createScope,
      ...serving,
    }),
    feed: createFeedListener({ feed, ...forHub }),
    report: createReportListener({ reports, createScope, ...forHub }),
  };
  const others = createSubgraphApp({
    ready: async () => {
      await store.ping();
      return { ok: true, department: name };
    },
    ...serving,
  });
  return (request, response) => {
    const { method, url = '' } = request;
    if (method === 'POST' && url === '/graphql') listeners.graphql(request, response);
    else if (method === 'GET' && /^\/feed(?:\?|$)/.test(url)) listeners.feed(request, response);
    else if (method === 'POST' && url.startsWith('/reports/')) listeners.report(request, response);
    else others(request, response);
  };
}
