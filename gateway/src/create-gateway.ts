import type { RequestListener } from 'node:http';
import type { HttpAddress, Part, Readiness } from '@hub/server';
import { answerWhileStarting, createHttpService, createMetrics, loadSigningKeys, signingKeyFile } from '@hub/server';
import type { Store } from '@hub/store';
import { openStoreForStart, parseEventsDocument } from '@hub/subgraph';
import { clientRegisterOf } from './access/client-register.js';
import { prepareDemoClients } from './access/demo-clients.js';
import { readRegisteredClients } from './access/registered-clients.js';
import { measuredOperations } from './edge/graphql-route.js';
import { disableVendorTelemetry } from './environment.js';
import { createFederation } from './federation/create-federation.js';
import { DepartmentProbe } from './federation/department-probe.js';
import { createGatewayApp } from './gateway-app.js';
import type { GatewayOptions } from './gateway-options.js';
import type { HubServices } from './hub/services.js';
import { hubCollections } from './hub/subgraph.js';
import { createNotifications } from './notifications/create-notifications.js';
import { readSchemaFiles } from './schema-files.js';

/** The gateway that runs: its store, its executor, its HTTP service. */
export interface Gateway extends Part {
  /**
   * Opens the store, loads the graph, listens, and registers the clients. No department is called.
   *
   * @throws StartupError when a port, a folder, a key, a schema file or the list of clients cannot be used
   */
  start(): Promise<HttpAddress>;
  /**
   * Takes the port ahead of `start`, which may have to wait for others: until it is done, the gateway says that it lives and refuses
   * all else.
   */
  listen(): Promise<HttpAddress>;
  /** @throws Error before `start` */
  getStore(): Store;
}

/** Builds the gateway; starts nothing. */
export function createGateway(options: GatewayOptions): Gateway {
  const { environment, logger } = options;
  const { host, port, httpLimits: limits } = { ...environment, ...options };
  let opened: Store | undefined;
  let listener: RequestListener = answerWhileStarting;
  let interruption = new AbortController();
  let close: (() => Promise<void>)[] = [];
  let draining = false;
  const http = createHttpService({
    app: (request, response) => listener(request, response),
    host,
    port,
    logger,
    ...(limits !== undefined && { limits }),
  });

  const getStore = (): Store => {
    if (opened === undefined) throw new Error('The store of the gateway is not open');
    return opened;
  };

  const open = async (): Promise<HttpAddress> => {
    draining = false;
    interruption = new AbortController();
    disableVendorTelemetry();
    const { policyJson, supergraphSdl, eventsJson } = options.schemaFiles ?? (await readSchemaFiles());
    const keys = await loadSigningKeys(signingKeyFile(environment.dataDir), {
      createWhenMissing: environment.mode === 'synthetic',
    });
    // MongoDB may have to be waited for
    if (environment.mongodbUrl !== undefined) await http.start();
    const store = await openGatewayStore(options, interruption.signal);
    opened = store;
    close.push(() => store.close());
    // Made when the address of the hub is known, and first asked for by a request
    const made: { services?: HubServices } = {};
    const services = (): HubServices => {
      if (made.services === undefined) throw new Error('The services of the hub are not made');
      return made.services;
    };
    const { executor, clients: departments } = await createFederation(options, { store, supergraphSdl, services });
    close.push(() => executor.stop());
    const probe = new DepartmentProbe(departments);
    const ready = async (): Promise<Readiness> => {
      const [states] = await Promise.all([probe.states(), store.ping()]);
      return { ok: !draining, departments: states };
    };

    // Only a listening server knows its port, and with it the address that tokens and demo files name
    const address = await http.start();
    const issuer = options.issuer ?? environment.publicUrl ?? address.url;
    const clients = clientRegisterOf(store);
    await clients.replaceAll(await listClients(options, issuer));
    const metrics = createMetrics({
      name: 'gateway',
      operations: measuredOperations,
      ...(options.measureProcess !== undefined && { measureProcess: options.measureProcess }),
    });
    const { events } = parseEventsDocument(eventsJson);
    const parts = { options, store, keys, executor, clients, metrics };
    const notifications = createNotifications({ ...parts, departments, events, address, hubUrl: issuer });
    made.services = notifications.services;
    close.push(() => notifications.stop());
    await notifications.start();
    listener = createGatewayApp({ ...parts, policyJson, issuer, ready });
    logger.info({ port: address.port, store: store.kind }, 'gateway is up');
    return address;
  };

  const closeAll = async (): Promise<void> => {
    draining = true;
    await http.stop();
    const steps = close.reverse();
    close = [];
    for (const step of steps) await step();
    opened = undefined;
    listener = answerWhileStarting;
  };

  let starting: Promise<HttpAddress> | undefined;
  let stopping: Promise<void> | undefined;
  return {
    getStore,
    listen: () => http.start(),
    start() {
      starting ??= open().catch(async (error: unknown) => {
        await closeAll();
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop() {
      stopping ??= (async () => {
        draining = true;
        interruption.abort();
        await starting?.catch(() => undefined);
        await closeAll();
        starting = undefined;
      })().finally(() => {
        stopping = undefined;
      });
      return stopping;
    },
  };
}

function openGatewayStore(
  { environment: { dataDir, mongodbUrl }, logger }: GatewayOptions,
  signal: AbortSignal,
): Promise<Store> {
  return openStoreForStart({
    database: 'hub_gateway',
    dataDir,
    collections: hubCollections,
    ...(mongodbUrl !== undefined && { mongodbUrl }),
    logger,
    signal,
  });
}

function listClients(
  { environment: { mode, dataDir } }: GatewayOptions,
  issuer: string,
): ReturnType<typeof prepareDemoClients> {
  return mode === 'synthetic' ? prepareDemoClients(dataDir, issuer) : readRegisteredClients(dataDir);
}
