import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubOnTrial, StartHubOptions } from '@hub/testing';
import { createWireDouble, startHub as startOnFolder } from '@hub/testing';

let isOnMongodb = false;

/** From here on the stories of this test file are told of hubs that keep their documents in MongoDB, on a double of the server. */
export function keepDocumentsInMongodb(): void {
  isOnMongodb = true;
}

/** A hub for a story; where it keeps its documents makes no difference to what it tells. */
export function startHub(options: StartHubOptions = {}): Promise<HubOnTrial> {
  return isOnMongodb ? startOnMongodb(options) : startOnFolder(options);
}

async function startOnMongodb(options: StartHubOptions): Promise<HubOnTrial> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'hub-trial-')));
  // Within the folder of the hub, so that a story that looks for somebody in every file looks there too
  const double = createWireDouble({ dataDir: join(dataDir, 'mongodb') });
  await double.start();
  // The double shares the processor with the hub, and no story told here is about how quick it is
  const variables = { HUB_DEPARTMENT_TIMEOUT_MS: '10000', ...options.variables, MONGODB_URL: double.url };
  const hub = await startOnFolder({ ...options, dataDir, variables }).catch(async (error: unknown) => {
    await double.stop();
    throw error;
  });
  return {
    ...hub,
    stop: async ({ keepData = false } = {}) => {
      await hub.stop({ keepData: true });
      await double.stop();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
