import { departments } from '@hub/domain';
import { isIP } from 'node:net';
import { z } from 'zod';
import { parseClockStart } from './clock-start.js';
import { parseFailpoint } from './failpoint-setting.js';
import { parseRateLimit } from './rate-limit.js';
import { parseWebhookNetworks } from './webhook-network.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const populations = ['none', 'XS', 'S', 'M'] as const;
/** Size of the demo township; `none` makes nothing up. */
export type PopulationSize = (typeof populations)[number];

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}` });

const integer = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, { error });
};

const port = () => integer(0, 65_535);

const hostName = z.string().refine((text) => /^[A-Za-z0-9._-]+$/.test(text) || isIP(text) !== 0, {
  error: 'must be a host name or an IP address, without scheme and port',
});

const mongodbUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/\S+$/, { error: 'must begin with mongodb:// or mongodb+srv://' });

/** What a parser reads that answers `undefined` to anything else. */
const readBy = <T>(parse: (text: string) => T | undefined, message: string) =>
  z.string().transform((text, context) => {
    const read = parse(text);
    if (read !== undefined) return read;
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  });

const webhookNetworks = z.string().transform((text, context) => {
  const read = parseWebhookNetworks(text);
  if ('networks' in read) return read.networks;
  for (const message of read.problems) context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

/** An origin only: the link to a department appends its own paths, and credentials in a URL would end up in logs. */
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  const isBare =
    url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (url !== undefined && isHttp && isBare) return url.origin;
  const message = 'must be like http://host:4001, without path, query or credentials';
  context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

function eachDepartment<V extends z.ZodType>(suffix: 'PORT' | 'URL', schema: V): Record<string, V> {
  return Object.fromEntries(departments.map(({ portVariable }) => [portVariable.replace(/PORT$/, suffix), schema]));
}

/** Of the gateway; the departments take the ports after it. */
export const defaultPort = 4000;

/** Every variable that the hub reads, with what it accepts and its default. `.env.example` says what each means. */
export const variablesSchema = z.object({
  HOST: hostName.default('127.0.0.1'),
  PORT: port().default(defaultPort),
  HUB_URL: origin.optional(),
  HUB_MODE: oneOf(['synthetic', 'production']).default('synthetic'),
  HUB_DATA_DIR: z.string().default('./data'),
  MONGODB_URL: mongodbUrl.optional(),
  HUB_POPULATION: oneOf(populations).optional(),
  HUB_SEED: integer(0, 4_294_967_295).default(1),
  HUB_DEPARTMENT_TIMEOUT_MS: integer(50, 60_000).default(2000),
  HUB_SECRET_FILE: z.string().optional(),
  HUB_PERSON_KEY_FILE: z.string().optional(),
  HUB_RATE_LIMIT: readBy(parseRateLimit, 'must be like 600/min, 10/s, 20000/h or off').optional(),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  HUB_CLOCK_START: readBy(
    parseClockStart,
    'must be an instant with its zone, like 2027-01-01T08:00:00+08:00, of the years 2000 to 2199',
  ).optional(),
  HUB_WEBHOOK_ALLOW: webhookNetworks.optional(),
  HUB_FAILPOINT: readBy(parseFailpoint, 'must be like delivery.claimed or delivery.claimed:3').optional(),
});

/** Where each department listens (`HUB_POLICE_PORT`) … */
export const departmentPortsSchema = z.object(eachDepartment('PORT', port().optional()));
/** … and where the gateway finds it (`HUB_POLICE_URL`). */
export const departmentUrlsSchema = z.object(eachDepartment('URL', origin.optional()));

export type Variables = z.infer<typeof variablesSchema>;

/** Names of all variables, in the order of the documentation. */
export const variableNames: readonly string[] = [
  ...Object.keys(variablesSchema.shape),
  ...Object.keys(departmentPortsSchema.shape),
  ...Object.keys(departmentUrlsSchema.shape),
];
