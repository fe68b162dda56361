import type { RequestListener } from 'node:http';
import type { Clock, DepartmentName } from '@hub/domain';
import { getDepartment, isDepartmentName, systemClock } from '@hub/domain';
import type { HttpAddress, HubEnvironment, Logger, Part } from '@hub/server';
import { answerWhileStarting, createHttpService, createMetrics } from '@hub/server';
import type { CollectionDefinition, Document, Store } from '@hub/store';
import type { DepartmentResources } from '../context/request-context.js';
import type { SubgraphDefinition } from '../define-subgraph.js';
import { startIdempotencySweeper } from '../idempotency/idempotency-sweeper.js';
import { Feed } from '../outbox/feed.js';
import { openFeed } from '../outbox/outbox.repository.js';
import { startOutboxSweeper } from '../outbox/outbox-sweeper.js';
import { buildSubgraph } from './build-subgraph.js';
import { createExecutor } from './create-executor.js';
import { createDepartmentListener, departmentOperations } from './department-listener.js';
import { collectionsOf, createResources } from './department-resources.js';
import type { HourlySweeper } from './hourly-sweeper.js';
import { openStoreForStart } from './open-store-for-start.js';

export interface SubgraphServiceOptions {
  readonly environment: HubEnvironment;
  /** The hub's secret, from which this department's keys are derived. */
  readonly secret: Uint8Array;
  readonly logger: Logger;
  /** The business clock; default the system's. Tokens keep true time. */
  readonly clock?: Clock;
  /** Whether this department measures the process; one part of a shared process does. Default true. */
  readonly measureProcess?: boolean;
}

/** A department that runs: its store and its HTTP service. */
export interface SubgraphService extends Part {
  readonly name: DepartmentName;
  /** Opens the store and listens; while it waits for MongoDB it lives, is not ready and refuses requests with 503. */
  start(): Promise<HttpAddress>;
  /** @throws Error before `start` */
  getStore(): Store;
  readonly resources: DepartmentResources;
  readonly collections: readonly CollectionDefinition<Document>[];
}

/**
 * Builds a department from its table of contents; starts nothing.
 *
 * @throws RangeError when the policy does not fit the schema, or for the hub's own subgraph, which the gateway serves
 */
export function createSubgraphService<Scope>(
  definition: SubgraphDefinition<Scope>,
  options: SubgraphServiceOptions,
): SubgraphService {
  const { name, events = [], reports = [] } = definition;
  if (!isDepartmentName(name)) throw new RangeError(`${name} is no department; the gateway serves it`);
  const { environment, secret, logger, clock = systemClock, measureProcess = true } = options;
  const resources = createResources(name, options);
  const collections = collectionsOf(definition);
  const built = buildSubgraph(definition);
  const executor = createExecutor(built, {
    onInternalError: (error) => logger.error({ err: error }, 'a resolver failed'),
  });
  let store: Store | undefined;
  const getStore = (): Store => {
    if (store === undefined) throw new Error(`The store of ${name} is not open`);
    return store;
  };
  const metrics = createMetrics({ name, operations: departmentOperations, measureProcess });
  let hasExecutor = false;
  let app: RequestListener = answerWhileStarting;
  let interruption = new AbortController();
  const http = createHttpService({
    app: (request, response) => app(request, response),
    host: environment.host,
    port: environment.departmentPorts[name],
    portVariable: `PORT or ${getDepartment(name).portVariable}`,
    logger,
  });
  let feed: Feed | undefined;
  let sweepers: readonly HourlySweeper[] = [];
  let starting: Promise<HttpAddress> | undefined;
  let stopping: Promise<void> | undefined;

  const open = async (): Promise<HttpAddress> => {
    const { dataDir, mongodbUrl } = environment;
    const database = `hub_${name.replaceAll('-', '_')}`;
    interruption = new AbortController();
    // MongoDB may have to be waited for, and whoever watches this process is to know that it lives
    if (mongodbUrl !== undefined) await http.start();
    store = await openStoreForStart({
      database,
      dataDir,
      collections,
      ...(mongodbUrl !== undefined && { mongodbUrl }),
      logger,
      signal: interruption.signal,
    });
    await openFeed(store);
    if (!hasExecutor) await executor.start();
    hasExecutor = true;
    const opened = { store, feed: new Feed(store) };
    ({ feed } = opened);
    app = createDepartmentListener({
      ...opened,
      name,
      secret,
      executor,
      reports,
      createScope: (caller) => definition.createScope({ store: opened.store, clock, caller, resources, events }),
      metrics,
      logger,
    });
    const address = await http.start();
    sweepers = [startIdempotencySweeper(store, systemClock, logger), startOutboxSweeper(store, feed, clock, logger)];
    logger.info({ port: address.port, store: getStore().kind }, 'department is up');
    return address;
  };

  const close = async (): Promise<void> => {
    interruption.abort();
    await starting?.catch(() => undefined);
    // Whoever waits for an event is answered, so that the connections can be closed
    feed?.stop();
    await http.stop();
    for (const sweeper of sweepers) await sweeper.stop();
    sweepers = [];
    await store?.close();
    store = undefined;
    app = answerWhileStarting;
    starting = undefined;
  };

  return {
    name,
    resources,
    collections,
    getStore,
    start: () => {
      starting ??= open().catch(async (error: unknown) => {
        await http.stop();
        await store?.close();
        store = undefined;
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop: () => {
      stopping ??= close().finally(() => {
        stopping = undefined;
      });
      return stopping;
    },
  };
}
