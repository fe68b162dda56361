import type { HubEnvironment } from '@hub/server';
import { armFailpoint, createLogger, loadSecret } from '@hub/server';
import type { Township } from '@hub/testing';
import { loadTownship, refuseHalfTownship } from '@hub/testing';
import type { WholeHub } from '@hub/whole';
import { createWholeHub } from '@hub/whole';
import { readEnvironment } from '../environment.js';
import { showProgress } from './progress.js';

export interface CreatedHub {
  readonly hub: WholeHub;
  readonly environment: HubEnvironment;
  /** Undefined before the start, and for a hub without one. */
  readonly getTownship: () => Township | undefined;
}

/** The seven in this process as the environment says; on an empty data folder in synthetic mode with the demo township. */
export async function createHub(): Promise<CreatedHub> {
  const environment = readEnvironment();
  armFailpoint(environment.failpoint);
  const { mode, secretFile, personKeyFile, logLevel, population: set, seed, dataDir, mongodbUrl } = environment;
  const createWhenMissing = mode === 'synthetic';
  const secret = await loadSecret(secretFile, { createWhenMissing });
  const personKey = await loadSecret(personKeyFile, { createWhenMissing });
  let township: Township | undefined;
  const hub = createWholeHub({
    environment,
    secret,
    personKey,
    createLogger: (name) => createLogger({ name, level: logLevel }),
    beforeGateway: async (departments) => {
      if (set === 'none') {
        await refuseHalfTownship(dataDir, mongodbUrl);
        return;
      }
      const where = { dataDir, clock: departments.clock, ...(mongodbUrl !== undefined && { mongodbUrl }) };
      township = await loadTownship(departments, { set, seed, personKey, ...where, onProgress: showProgress });
    },
  });
  return { hub, environment, getTownship: () => township };
}
