import { createLogger, loadSecret, runProcess } from '@hub/server';
import type { Township } from '@hub/testing';
import { loadTownship } from '@hub/testing';
import type { WholeHub } from '@hub/whole';
import { createWholeHub } from '@hub/whole';
import { readEnvironment } from '../environment.js';
import { showProgress } from './progress.js';
import { welcome } from './welcome.js';

/** Runs the seven in this process until a signal; on an empty data folder in synthetic mode it first makes the township. */
export async function runHub(): Promise<void> {
  let township: Township | undefined;
  let hub: WholeHub | undefined;
  await runProcess({
    name: 'hub',
    create: async () => {
      const environment = readEnvironment();
      const { mode, secretFile, personKeyFile, logLevel, population: set, seed, dataDir } = environment;
      const createWhenMissing = mode === 'synthetic';
      const secret = await loadSecret(secretFile, { createWhenMissing });
      const personKey = await loadSecret(personKeyFile, { createWhenMissing });
      hub = createWholeHub({
        environment,
        secret,
        personKey,
        createLogger: (name) => createLogger({ name, level: logLevel }),
        beforeGateway: async (departments) => {
          if (set === 'none') return;
          township = await loadTownship(departments, { set, seed, personKey, dataDir, onProgress: showProgress });
        },
      });
      return hub;
    },
    started: () => {
      if (hub !== undefined) process.stdout.write(welcome(readEnvironment(), hub.getAddress().url, township));
    },
  });
}
