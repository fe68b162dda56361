// The whole hub in one process, as `npm start` runs it: filled from nothing with a demo township.
import { createLogger, loadSecret, readHubEnvironment } from '@hub/server';
import { loadTownship } from '@hub/testing';
import { createWholeHub } from '@hub/whole';
import { runChild } from './child.mjs';

let hub;

runChild(
  async ({ dataDir, population, fill }) => {
    const environment = readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir, HUB_POPULATION: 'none' });
    const secret = await loadSecret(environment.secretFile, { createWhenMissing: true });
    const personKey = await loadSecret(environment.personKeyFile, { createWhenMissing: true });
    hub = createWholeHub({
      environment,
      secret,
      personKey,
      createLogger: (name) => createLogger({ name, level: environment.logLevel }),
      beforeGateway: async (departments) => {
        if (fill) await loadTownship(departments, { set: population, seed: environment.seed, personKey, dataDir });
      },
    });
    await hub.start();
    return { url: `${hub.getAddress().url}/graphql`, seed: environment.seed };
  },
  { stop: () => hub.stop() },
);
