// The six departments in one process, as they are in service, over a data folder that is filled already.
import { departmentNames } from '@hub/domain';
import { createLogger, loadSecret, readHubEnvironment } from '@hub/server';
import { departmentEntries } from '@hub/whole';
import { runChild } from './child.mjs';
import { serveRootSubgraph } from './root-subgraph.mjs';

runChild(async ({ dataDir }) => {
  const environment = readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir, HUB_POPULATION: 'none' });
  const secret = await loadSecret(environment.secretFile, { createWhenMissing: false });
  const personKey = await loadSecret(environment.personKeyFile, { createWhenMissing: false });
  const urls = {};
  for (const name of departmentNames) {
    const logger = createLogger({ name, level: environment.logLevel });
    const service = departmentEntries[name].serve(
      { personKey },
      { environment, secret, logger, measureProcess: false },
    );
    urls[name] = `${(await service.start()).url}/graphql`;
  }
  urls.hub = await serveRootSubgraph();
  return { urls, secret };
});
