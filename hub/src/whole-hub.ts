import type { Clock, DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { Gateway, GatewayOptions } from '@hub/gateway';
import { createGateway } from '@hub/gateway';
import type { HttpAddress, HubEnvironment, Logger, Part } from '@hub/server';
import { combineParts, createBusinessClock } from '@hub/server';
import type { SubgraphService } from '@hub/subgraph';
import { departmentEntries } from './departments.js';

export interface WholeHubOptions extends Pick<GatewayOptions, 'schemaFiles' | 'circuit'> {
  readonly environment: HubEnvironment;
  readonly secret: Uint8Array;
  /** Police's key of persons. */
  readonly personKey: Uint8Array;
  /** A logger for each part, by its name. */
  readonly createLogger: (name: string) => Logger;
  /** The business clock of all seven; default that of the environment. */
  readonly clock?: Clock;
  /** Runs when the departments are up and before the gateway answers: loading a township, say. */
  readonly beforeGateway?: (hub: WholeHub) => Promise<void>;
}

/** The seven in one process. Neither the departments nor the gateway know. */
export interface WholeHub extends Part {
  start(): Promise<void>;
  /** @throws Error before `start` */
  getAddress(): HttpAddress;
  getDepartment(name: DepartmentName): SubgraphService;
  readonly gateway: Gateway;
  readonly clock: Clock;
}

export function createWholeHub(options: WholeHubOptions): WholeHub {
  const { environment, secret, personKey, createLogger, beforeGateway, ...rest } = options;
  const clock = options.clock ?? createBusinessClock(environment);
  const urls = new Map<DepartmentName, string>();
  const departments = new Map(
    departmentNames.map((name) => {
      const service = departmentEntries[name].serve(
        { personKey },
        { environment, secret, logger: createLogger(name), measureProcess: false, clock },
      );
      const start = async (): Promise<HttpAddress> => {
        const started = await service.start();
        // A department that is stopped and started alone may come back at another port
        urls.set(name, started.url);
        return started;
      };
      return [name, { ...service, start }];
    }),
  );
  const getDepartment = (name: DepartmentName): SubgraphService => {
    const service = departments.get(name);
    if (service === undefined) throw new RangeError(`No department is named ${name}`);
    return service;
  };
  const gateway = createGateway({
    environment,
    secret,
    logger: createLogger('gateway'),
    departmentUrl: (name) => urls.get(name) ?? environment.departmentUrls[name],
    ...rest,
    clock,
  });
  let address: HttpAddress | undefined;
  const parts = combineParts([
    {
      // While the departments wait for MongoDB, whoever watches the hub's port is to know that it lives
      start: async () => {
        if (environment.mongodbUrl !== undefined) await gateway.listen();
      },
      stop: () => gateway.stop(),
    },
    ...departmentNames.map(getDepartment),
    { start: async () => beforeGateway?.(hub), stop: () => Promise.resolve() },
    {
      start: async () => {
        address = await gateway.start();
      },
      stop: () => gateway.stop(),
    },
  ]);
  const hub: WholeHub = {
    gateway,
    clock,
    getDepartment,
    getAddress: () => {
      if (address === undefined) throw new Error('The hub has not started');
      return address;
    },
    start: async () => {
      await parts.start();
    },
    stop: () => parts.stop(),
  };
  return hub;
}
