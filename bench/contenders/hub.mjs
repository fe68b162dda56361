// The hub's gateway as it is in service: token, purpose, limits, policy, deadlines, circuit breakers, log and metrics on.
import { createGateway } from '@hub/gateway';
import { createLogger, readHubEnvironment } from '@hub/server';
import { runChild } from '../child.mjs';

runChild(async ({ dataDir, secret, urls }) => {
  const environment = readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir, HUB_POPULATION: 'none' });
  const logger = createLogger({ name: 'gateway', level: environment.logLevel });
  const departmentUrl = (department) => new URL(urls[department]).origin;
  const gateway = createGateway({ environment, secret, logger, departmentUrl });
  const { url } = await gateway.start();
  return { url: `${url}/graphql` };
});
