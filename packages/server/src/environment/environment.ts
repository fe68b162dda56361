import type { DepartmentName } from '@hub/domain';
import { departmentNames, departments } from '@hub/domain';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { reachableHost } from '../reachable-host.js';
import { EnvironmentError } from './environment-error.js';
import type { FailpointSetting } from './failpoint-setting.js';
import type { RateLimit } from './rate-limit.js';
import { listRuleProblems } from './rules.js';
import { suggestName } from './suggestion.js';
import type { LogLevel, PopulationSize } from './variables.js';
import { departmentPortsSchema, departmentUrlsSchema, variableNames, variablesSchema } from './variables.js';
import type { WebhookNetwork } from './webhook-network.js';
import { loopbackNetworks } from './webhook-network.js';

/** What the environment says, read once at the start of a process. */
export interface HubEnvironment {
  /** Address every part listens on. */
  readonly host: string;
  /** The gateway's port; 0 takes any free one, for the departments too. */
  readonly port: number;
  /** Origin under which clients reach the gateway, and the issuer of its tokens. Absent: where it listens. */
  readonly publicUrl?: string;
  readonly mode: 'synthetic' | 'production';
  /** Absolute path. */
  readonly dataDir: string;
  /** Absent: the embedded store. */
  readonly mongodbUrl?: string;
  /** Demo township made on the first start; always `none` in production. */
  readonly population: PopulationSize;
  /** Of the generator. */
  readonly seed: number;
  /** Deadline of one call from the gateway to a department, in milliseconds. */
  readonly departmentTimeoutMs: number;
  readonly secretFile: string;
  readonly personKeyFile: string;
  /** Absent: no limit. */
  readonly rateLimit?: RateLimit;
  readonly logLevel: LogLevel;
  /** Instant at which the business clock starts, in synthetic mode only. Absent: true time. */
  readonly clockStart?: Date;
  /** All that webhooks may reach. */
  readonly webhookAllow: readonly WebhookNetwork[];
  /** Where this process is to die, in synthetic mode only. */
  readonly failpoint?: FailpointSetting;
  readonly departmentPorts: Readonly<Record<DepartmentName, number>>;
  /** Origins without a trailing slash. With port 0 they name port 0: whoever starts the departments knows better. */
  readonly departmentUrls: Readonly<Record<DepartmentName, string>>;
}

type RawVariables = Readonly<Record<string, string | undefined>>;

/**
 * Reads every variable of the hub. An empty value counts as unset, as compose files and `.env` files write it.
 *
 * @throws EnvironmentError with all problems at once
 */
export function readHubEnvironment(variables: RawVariables): HubEnvironment {
  const set = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const main = variablesSchema.safeParse(set);
  const ports = departmentPortsSchema.safeParse(set);
  const urls = departmentUrlsSchema.safeParse(set);
  const problems = [
    ...listUnknownNames(Object.keys(set)),
    ...[main, ports, urls].flatMap(({ error }) => listIssues(error)),
    ...listRuleProblems(set),
  ];
  if (problems.length > 0 || !main.success || !ports.success || !urls.success) throw new EnvironmentError(problems);

  const read = main.data;
  const dataDir = resolve(read.HUB_DATA_DIR);
  const production = read.HUB_MODE === 'production';
  const rateLimit = read.HUB_RATE_LIMIT ?? (production ? { requests: 600, perSeconds: 60 } : 'off');
  const departmentPorts = byDepartment(
    (name, index) => ports.data[variableOf(name, 'PORT')] ?? (read.PORT === 0 ? 0 : read.PORT + 1 + index),
  );
  return {
    host: read.HOST,
    port: read.PORT,
    mode: read.HUB_MODE,
    dataDir,
    ...(read.MONGODB_URL === undefined ? {} : { mongodbUrl: read.MONGODB_URL }),
    population: read.HUB_POPULATION ?? (production ? 'none' : 'S'),
    seed: read.HUB_SEED,
    departmentTimeoutMs: read.HUB_DEPARTMENT_TIMEOUT_MS,
    secretFile: resolve(read.HUB_SECRET_FILE ?? join(dataDir, 'keys', 'hub-secret')),
    personKeyFile: resolve(read.HUB_PERSON_KEY_FILE ?? join(dataDir, 'keys', 'person-key')),
    ...(rateLimit === 'off' ? {} : { rateLimit }),
    ...(read.HUB_URL !== undefined && { publicUrl: read.HUB_URL }),
    logLevel: read.LOG_LEVEL,
    ...(read.HUB_CLOCK_START !== undefined && { clockStart: read.HUB_CLOCK_START }),
    webhookAllow: read.HUB_WEBHOOK_ALLOW ?? (production ? [] : loopbackNetworks),
    ...(read.HUB_FAILPOINT !== undefined && { failpoint: read.HUB_FAILPOINT }),
    departmentPorts,
    departmentUrls: byDepartment(
      (name) => urls.data[variableOf(name, 'URL')] ?? `http://${reachableHost(read.HOST)}:${departmentPorts[name]}`,
    ),
  };
}

function listUnknownNames(names: readonly string[]): string[] {
  return names
    .filter((name) => name.startsWith('HUB_') && !variableNames.includes(name))
    .map((name) => {
      const meant = suggestName(name, variableNames);
      const fix = meant === undefined ? 'remove it, or see .env.example for the names' : `did you mean ${meant}?`;
      return `${name} is not a variable of the hub; ${fix}`;
    });
}

/** Messages are our own sentences, so no value can slip in through a validator's wording. */
function listIssues(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

function byDepartment<T>(valueOf: (name: DepartmentName, index: number) => T): Record<DepartmentName, T> {
  return Object.fromEntries(departmentNames.map((name, index) => [name, valueOf(name, index)])) as Record<
    DepartmentName,
    T
  >;
}

function variableOf(name: DepartmentName, suffix: 'PORT' | 'URL'): string {
  const { portVariable } = departments.find((department) => department.name === name) ?? { portVariable: '' };
  return portVariable.replace(/PORT$/, suffix);
}
