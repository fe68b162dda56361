import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepartmentName } from '@hub/domain';
import { createPersonId } from '@hub/domain';
import type { HubEnvironment, Logger } from '@hub/server';
import { createLogger, derivePersonTagKey, readHubEnvironment, signClientAssertion } from '@hub/server';
import type { SubgraphDefinition, SubgraphService } from '@hub/subgraph';
import { buildSubgraph, createSubgraphService } from '@hub/subgraph';
import type { ClientFile } from '@hub/server';
import type { Gateway, GatewayOptions } from '../src/index.js';
import { createGateway, createHubSubgraph } from '../src/index.js';
import { commerceDepartment } from './commerce-department.js';
import { laborDepartment } from './labor-department.js';
import { createPersonDepartment } from './person-department.js';
import { composeSchemaFiles } from './schema-files.js';

type Definition = SubgraphDefinition<object> & { readonly name: DepartmentName };

const definitions: readonly Definition[] = [
  createPersonDepartment('police', 'residenceRegistered'),
  createPersonDepartment('family-planning', 'vaccinationUpToDate'),
  laborDepartment,
  createPersonDepartment('education', 'enrolled'),
  commerceDepartment,
  createPersonDepartment('community', 'seenByCommunity'),
];

const hub = createHubSubgraph();

export const trialSchemaFiles = composeSchemaFiles([
  ...definitions.map((definition) => ({ ...definition, sdl: buildSubgraph(definition).sdl })),
  { ...hub, sdl: buildSubgraph(hub).sdl },
]);

export interface TrialOptions extends Partial<Omit<GatewayOptions, 'environment'>> {
  readonly variables?: Readonly<Record<string, string>>;
  /** Departments that do not run at first. */
  readonly without?: readonly DepartmentName[];
  /** Where the gateway finds something else in the place of a department. */
  readonly urls?: Readonly<Partial<Record<DepartmentName, string>>>;
}

export interface AskOptions {
  readonly client?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface TrialError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface TrialAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: Readonly<Record<string, never>> | null;
  readonly errors: readonly TrialError[];
}

/** A gateway that runs on small, real departments, each on a free port, with a throw-away data folder. */
export interface GatewayTrial {
  readonly url: string;
  readonly gateway: Gateway;
  readonly dataDir: string;
  readonly environment: HubEnvironment;
  readonly secret: Uint8Array;
  /** Lines that the gateway logged. */
  readonly log: readonly string[];
  readonly departments: ReadonlyMap<DepartmentName, SubgraphService>;
  /** Starts a department that does not run, on another port than before. */
  startDepartment(name: DepartmentName): Promise<void>;
  newPersonId(): string;
  clientFile(client: string): Promise<ClientFile>;
  /** A form to the token endpoint. */
  requestToken(form: Readonly<Record<string, string>>): Promise<Response>;
  tokenOf(client: string): Promise<string>;
  ask(query: string, options?: AskOptions): Promise<TrialAnswer>;
  stop(): Promise<void>;
}

export async function startGatewayTrial(options: TrialOptions = {}): Promise<GatewayTrial> {
  const { variables = {}, without = [], urls: replaced = {}, ...given } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-gateway-'));
  const environment = readHubEnvironment({
    PORT: '0',
    HUB_DATA_DIR: dataDir,
    HUB_DEPARTMENT_TIMEOUT_MS: '500',
    ...variables,
  });
  const secret = new Uint8Array(randomBytes(32));
  const log: string[] = [];
  const logger: Logger = createLogger({
    name: 'gateway',
    level: 'info',
    destination: { write: (line) => void log.push(line) },
  });
  const silent = createLogger({ name: 'department', level: 'silent' });

  const departments = new Map(
    definitions.map((definition) => [
      definition.name,
      createSubgraphService(definition, { environment, secret, logger: silent, measureProcess: false }),
    ]),
  );
  const urls = new Map<DepartmentName, string>();
  const startDepartment = async (name: DepartmentName): Promise<void> => {
    const address = await departments.get(name)?.start();
    if (address !== undefined) urls.set(name, address.url);
  };
  const missing = [...without, ...Object.keys(replaced)];
  for (const name of departments.keys()) if (!missing.includes(name)) await startDepartment(name);

  const gateway = createGateway({
    environment,
    secret,
    logger,
    schemaFiles: trialSchemaFiles,
    // Port 1 is reserved and nothing listens there
    departmentUrl: (department) => replaced[department] ?? urls.get(department) ?? 'http://127.0.0.1:1',
    circuit: { halfOpenAfterMs: 1 },
    measureProcess: false,
    ...given,
  });
  const { url } = await gateway.start();

  const clientFile = async (client: string): Promise<ClientFile> =>
    JSON.parse(await readFile(join(dataDir, 'demo', 'clients', `${client}.json`), 'utf8')) as ClientFile;
  const requestToken = (form: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const tokens = new Map<string, Promise<string>>();
  const fetchToken = async (client: string): Promise<string> => {
    const { privateJwk, clientId, issuer } = await clientFile(client);
    const assertion = await signClientAssertion(privateJwk, { clientId, issuer });
    const response = await requestToken(assertionForm(assertion));
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const tokenOf = (client: string): Promise<string> => {
    const known = tokens.get(client) ?? fetchToken(client);
    tokens.set(client, known);
    return known;
  };

  return {
    url,
    gateway,
    dataDir,
    environment,
    secret,
    log,
    departments,
    startDepartment,
    clientFile,
    requestToken,
    tokenOf,
    newPersonId: () => createPersonId(new Uint8Array(randomBytes(15)), derivePersonTagKey(secret)),
    async ask(query, { client = 'education-system', token, headers = {}, variables: values } = {}) {
      const sent = {
        authorization: `Bearer ${token ?? (await tokenOf(client))}`,
        'content-type': 'application/json',
        'hub-purpose': 'SCHOOL_ADMISSION',
        'hub-officer': 'officer-1',
        'hub-case': 'CASE-1',
        ...headers,
      };
      const kept = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const body = JSON.stringify({ query, ...(values && { variables: values }) });
      return readAnswer(await fetch(`${url}/graphql`, { method: 'POST', headers: kept, body }));
    },
    async stop() {
      await gateway.stop();
      await Promise.all([...departments.values()].map((service) => service.stop()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function assertionForm(assertion: string): Readonly<Record<string, string>> {
  return {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}

export async function readAnswer(response: Response): Promise<TrialAnswer> {
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<TrialAnswer, 'data'> & { errors?: readonly TrialError[] };
  return { status: response.status, headers: response.headers, text, errors, ...(data !== undefined && { data }) };
}
