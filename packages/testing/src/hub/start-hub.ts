import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, DepartmentName, PurposeCode } from '@hub/domain';
import type { ClientFile, HubAnswer } from '@hub/server';
import { demoClientFolder, HubClient } from '@hub/server';
import type { HubEnvironment } from '@hub/server';
import { createLogger, loadSecret, readHubEnvironment } from '@hub/server';
import type { WholeHub } from '@hub/whole';
import { createWholeHub } from '@hub/whole';
import type { Township } from '../township/load-township.js';
import { loadTownship } from '../township/load-township.js';

export interface StartHubOptions {
  /** Default `none`: an empty hub. */
  readonly population?: 'none' | 'XS' | 'S';
  readonly clock?: Clock;
  /** Default: a new folder, removed on stop. */
  readonly dataDir?: string;
  /** Further environment variables, as a user would set them. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface OfficerOptions {
  readonly purpose: PurposeCode;
  /** Left out: a case is made up, since most purposes need one. */
  readonly caseNumber?: string;
  readonly officer?: string;
}

/** Somebody at a department's system, who asks over HTTP with a real token. */
export interface Officer {
  query(text: string, variables?: Readonly<Record<string, unknown>>): Promise<HubAnswer>;
}

/** The whole hub on free ports, with a throw-away data folder. */
export interface HubOnTrial {
  readonly url: string;
  readonly dataDir: string;
  readonly environment: HubEnvironment;
  readonly hub: WholeHub;
  /** Undefined for an empty hub. */
  readonly township: Township | undefined;
  /** Everything that any part logged, line by line. */
  readonly logLines: readonly string[];
  asOfficer(department: DepartmentName, options: OfficerOptions): Officer;
  asClient(clientId: string, options: OfficerOptions): Officer;
  readClientFile(clientId: string): Promise<ClientFile>;
  /** @param keepData leaves the data folder for another start */
  stop(options?: { readonly keepData?: boolean }): Promise<void>;
}

export async function startHub(options: StartHubOptions = {}): Promise<HubOnTrial> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'hub-trial-')));
  const environment = readHubEnvironment({
    PORT: '0',
    HUB_DATA_DIR: dataDir,
    HUB_POPULATION: 'none',
    ...options.variables,
  });
  const logLines: string[] = [];
  const write = (line: string): void => void logLines.push(line);
  const secret = await loadSecret(environment.secretFile, { createWhenMissing: true });
  const personKey = await loadSecret(environment.personKeyFile, { createWhenMissing: true });
  const { population = 'none', clock } = options;
  let township: Township | undefined;
  const hub = createWholeHub({
    environment,
    secret,
    personKey,
    createLogger: (name) => createLogger({ name, level: 'trace', destination: { write } }),
    ...(clock !== undefined && { clock }),
    beforeGateway: async (started) => {
      if (population === 'none') return;
      township = await loadTownship(started, {
        set: population,
        seed: environment.seed,
        personKey,
        dataDir,
        ...(environment.mongodbUrl !== undefined && { mongodbUrl: environment.mongodbUrl }),
        clock: started.clock,
      });
    },
  });
  await hub.start().catch(async (error: unknown) => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    throw error;
  });

  const clients = new Map<string, Promise<HubClient>>();
  const readClientFile = async (clientId: string): Promise<ClientFile> =>
    JSON.parse(await readFile(join(demoClientFolder(dataDir), `${clientId}.json`), 'utf8')) as ClientFile;
  const asClient = (
    clientId: string,
    { purpose, caseNumber = 'CASE-2026-1', officer = 'officer-7' }: OfficerOptions,
  ): Officer => {
    const client = clients.get(clientId) ?? readClientFile(clientId).then((file) => new HubClient(file));
    clients.set(clientId, client);
    return {
      query: async (text, variables = {}) => (await client).ask(text, variables, { purpose, officer, caseNumber }),
    };
  };

  return {
    url: hub.getAddress().url,
    dataDir,
    environment,
    hub,
    township,
    logLines,
    asClient,
    asOfficer: (department, officer) => asClient(`${department}-system`, officer),
    readClientFile,
    stop: async ({ keepData = false } = {}) => {
      await hub.stop();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
