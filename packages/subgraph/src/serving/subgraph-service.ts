import type { RequestListener } from 'node:http';
import type { Clock, DepartmentName } from '@hub/domain';
import { getDepartment, isDepartmentName, systemClock } from '@hub/domain';
import type { HttpAddress, HubEnvironment, Logger, Part, Readiness } from '@hub/server';
import {
  createDepartmentTokenVerifier,
  createHttpService,
  createMetrics,
  deriveDepartmentKey,
  deriveKey,
  derivePersonTagKey,
} from '@hub/server';
import type { CollectionDefinition, Document, Store } from '@hub/store';
import type { DepartmentResources } from '../context/request-context.js';
import type { SubgraphDefinition } from '../define-subgraph.js';
import { idempotencyCollection } from '../idempotency/idempotency.repository.js';
import type { IdempotencySweeper } from '../idempotency/idempotency-sweeper.js';
import { startIdempotencySweeper } from '../idempotency/idempotency-sweeper.js';
import { buildSubgraph } from './build-subgraph.js';
import { createExecutor } from './create-executor.js';
import { openStoreForStart } from './open-store-for-start.js';
import { createGraphqlListener } from './graphql-listener.js';
import { createSubgraphApp } from './subgraph-app.js';

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
  /** Opens the store, then listens. */
  start(): Promise<HttpAddress>;
  /** @throws Error before `start` */
  getStore(): Store;
  readonly resources: DepartmentResources;
  readonly collections: readonly CollectionDefinition<Document>[];
}

/** The same resources for every request of a department, derived from the hub's secret. */
export function createResources(
  name: DepartmentName,
  { environment, secret }: Pick<SubgraphServiceOptions, 'environment' | 'secret'>,
): DepartmentResources {
  return {
    synthetic: environment.mode === 'synthetic',
    personTagKey: derivePersonTagKey(secret),
    contentKey: deriveKey(secret, `idempotency:${name}`),
  };
}

/** Collections of a department, the ones that every department has included. */
export function collectionsOf<Scope>({
  collections,
}: SubgraphDefinition<Scope>): readonly CollectionDefinition<Document>[] {
  return [...collections, idempotencyCollection];
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
  const { name } = definition;
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
  const metrics = createMetrics({ name, operations: ['graphql'], measureProcess });
  const createListener = (): RequestListener => {
    const graphql = createGraphqlListener({
      executor,
      verifier: createDepartmentTokenVerifier(deriveDepartmentKey(secret, name), name),
      createScope: (caller) => definition.createScope({ store: getStore(), clock, caller, resources }),
      metrics,
      logger,
    });
    const ready = async (): Promise<Readiness> => {
      await getStore().ping();
      return { ok: true, department: name };
    };
    const others = createSubgraphApp({ ready, metrics, logger });
    return (request, response) => {
      if (request.url === '/graphql' && request.method === 'POST') graphql(request, response);
      else others(request, response);
    };
  };
  let app: RequestListener | undefined;
  const http = createHttpService({
    app: (request, response) => app?.(request, response),
    host: environment.host,
    port: environment.departmentPorts[name],
    portVariable: `PORT or ${getDepartment(name).portVariable}`,
    logger,
  });
  let sweeper: IdempotencySweeper | undefined;
  let starting: Promise<HttpAddress> | undefined;
  let stopping: Promise<void> | undefined;

  const open = async (): Promise<HttpAddress> => {
    const { dataDir, mongodbUrl } = environment;
    const database = `hub_${name.replaceAll('-', '_')}`;
    store = await openStoreForStart({
      database,
      dataDir,
      collections,
      ...(mongodbUrl !== undefined && { mongodbUrl }),
    });
    if (app === undefined) await executor.start();
    app ??= createListener();
    const address = await http.start();
    sweeper = startIdempotencySweeper(store, systemClock, logger);
    logger.info({ port: address.port, store: getStore().kind }, 'department is up');
    return address;
  };

  const close = async (): Promise<void> => {
    await starting?.catch(() => undefined);
    await http.stop();
    await sweeper?.stop();
    sweeper = undefined;
    await store?.close();
    store = undefined;
    starting = undefined;
  };

  return {
    name,
    resources,
    collections,
    getStore,
    start: () => {
      starting ??= open().catch(async (error: unknown) => {
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
