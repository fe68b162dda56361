import { departmentNames } from '@hub/domain';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeEnvironment } from './environment-description.js';
import { EnvironmentError } from './environment-error.js';
import { readHubEnvironment } from './environment.js';
import { variableNames } from './variables.js';

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readHubEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

const production = { HUB_MODE: 'production', MONGODB_URL: 'mongodb://db/?replicaSet=rs0' };

describe('the environment', () => {
  it('has defaults that suit a first try on one machine', () => {
    expect(readHubEnvironment({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      mode: 'synthetic',
      dataDir: resolve('data'),
      population: 'S',
      seed: 1,
      departmentTimeoutMs: 2000,
      secretFile: resolve('data/keys/hub-secret'),
      personKeyFile: resolve('data/keys/person-key'),
      logLevel: 'info',
      webhookAllow: [
        { cidr: '127.0.0.0/8', port: '*' },
        { cidr: '::1/128', port: '*' },
      ],
      departmentPorts: {
        police: 4001,
        'family-planning': 4002,
        labor: 4003,
        education: 4004,
        commerce: 4005,
        community: 4006,
      },
      departmentUrls: {
        police: 'http://127.0.0.1:4001',
        'family-planning': 'http://127.0.0.1:4002',
        labor: 'http://127.0.0.1:4003',
        education: 'http://127.0.0.1:4004',
        commerce: 'http://127.0.0.1:4005',
        community: 'http://127.0.0.1:4006',
      },
    });
  });

  it('reads what is set and leaves other programs’ variables alone', () => {
    const read = readHubEnvironment({
      PATH: '/bin',
      HOST: '0.0.0.0',
      PORT: '5000',
      HUB_LABOR_PORT: '7000',
      HUB_POLICE_URL: 'https://police.example:8443/',
      HUB_DATA_DIR: '/var/hub',
      HUB_SECRET_FILE: '/run/secrets/hub',
      HUB_POPULATION: 'XS',
      HUB_SEED: '42',
      HUB_RATE_LIMIT: '10/s',
      LOG_LEVEL: 'debug',
    });
    expect(read).toMatchObject({
      population: 'XS',
      seed: 42,
      logLevel: 'debug',
      secretFile: '/run/secrets/hub',
      personKeyFile: '/var/hub/keys/person-key',
      rateLimit: { requests: 10, perSeconds: 1 },
      departmentPorts: { police: 5001, labor: 7000 },
      departmentUrls: { police: 'https://police.example:8443', labor: 'http://127.0.0.1:7000' },
    });
  });

  it('takes an empty value for unset', () => {
    expect(readHubEnvironment({ PORT: '', HUB_MODE: ' ', MONGODB_URL: '' })).toEqual(readHubEnvironment({}));
  });

  it('gives every department a free port when the gateway has one', () => {
    const { departmentPorts } = readHubEnvironment({ PORT: '0' });
    expect(departmentNames.map((name) => departmentPorts[name])).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('puts an IPv6 address in brackets', () => {
    expect(readHubEnvironment({ HOST: 'fd00::1' }).departmentUrls.police).toBe('http://[fd00::1]:4001');
    expect(readHubEnvironment({ HOST: '::' }).departmentUrls.police).toBe('http://[::1]:4001');
  });

  it('reports every problem at once, with the fix', () => {
    expect(
      problemsOf({ PORT: '70000', HUB_MODE: 'prod', LOG_LEVEL: 'loud', HUB_MOD: 'x', HUB_ZZZZZZZZZZZZ: 'x' }),
    ).toEqual([
      'HUB_MOD is not a variable of the hub; did you mean HUB_MODE?',
      'HUB_ZZZZZZZZZZZZ is not a variable of the hub; remove it, or see .env.example for the names',
      'PORT must be a whole number from 0 to 65535',
      'HUB_MODE must be synthetic or production',
      'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent',
    ]);
  });

  it('names all problems in the message', () => {
    expect(() => readHubEnvironment({ HUB_SEED: '-1', HUB_DEPARTMENT_TIMEOUT_MS: '5' })).toThrow(
      'The environment has 2 problems:\n' +
        '  - HUB_SEED must be a whole number from 0 to 4294967295\n' +
        '  - HUB_DEPARTMENT_TIMEOUT_MS must be a whole number from 50 to 60000',
    );
  });

  it('names a single problem in a single line', () => {
    expect(() => readHubEnvironment({ HUB_SEED: '-1' })).toThrow(
      /^The environment has a problem: HUB_SEED must be a whole number from 0 to 4294967295$/,
    );
  });

  it.each([
    [{ HUB_LABOR_PORT: '4000' }, 'HUB_LABOR_PORT and PORT'],
    [{ PORT: '5000', HUB_COMMUNITY_PORT: '5000' }, 'HUB_COMMUNITY_PORT and PORT'],
    [{ HUB_POLICE_PORT: '7000', HUB_EDUCATION_PORT: '7000' }, 'HUB_EDUCATION_PORT and HUB_POLICE_PORT'],
    [{ HUB_POLICE_PORT: '4003' }, 'HUB_LABOR_PORT and HUB_POLICE_PORT'],
  ])('refuses the same port twice: %j', (variables, named) => {
    expect(problemsOf(variables)).toEqual([`${named} are the same port; choose another for one, or leave both unset`]);
  });

  it('takes the same port for departments that are elsewhere, and 0 for all', () => {
    expect(problemsOf({ HUB_LABOR_PORT: '4000', HUB_LABOR_URL: 'http://labor:4000' })).toEqual([]);
    expect(problemsOf({ PORT: '0', HUB_LABOR_PORT: '0', HUB_POLICE_PORT: '0' })).toEqual([]);
  });

  it('never repeats a value', () => {
    const canary = 'c4nary value://with@secret';
    const problems = problemsOf(Object.fromEntries(variableNames.map((name) => [name, canary])));
    // HUB_DATA_DIR and the two key files take any path
    expect(problems).toHaveLength(variableNames.length - 3);
    expect(problems.join('\n')).not.toContain('c4nary');
  });

  it('refuses a port that leaves no room for the departments', () => {
    expect(problemsOf({ PORT: '65530' })).toEqual([
      'PORT leaves no room for the departments on the ports after it; choose 65529 or less',
    ]);
    expect(readHubEnvironment({ PORT: '65529' }).departmentPorts.community).toBe(65_535);
  });

  it.each([
    'http://police:4001/graphql',
    'http://user:secret@police:4001',
    'ftp://police',
    'police:4001',
    'http://p?x=1',
  ])('refuses %s as the address of a department', (url) => {
    expect(problemsOf({ HUB_POLICE_URL: url })).toEqual([
      'HUB_POLICE_URL must be like http://host:4001, without path, query or credentials',
    ]);
  });

  it.each(['http://localhost', 'a b', '10.0.0.1/8', '127.0.0.1:4000', 'localhost:80', '::g', '1:2'])(
    'refuses %s as a host',
    (host) => {
      expect(problemsOf({ HOST: host })).toEqual([
        'HOST must be a host name or an IP address, without scheme and port',
      ]);
    },
  );
});

describe('the host', () => {
  it.each(['localhost', 'hub_1.internal', '10.0.0.1', '::', '::1', 'fe80::1'])('may be %s', (host) => {
    expect(readHubEnvironment({ HOST: host }).host).toBe(host);
  });
});

describe('production', () => {
  it('makes nothing up and limits requests', () => {
    expect(readHubEnvironment(production)).toMatchObject({
      mode: 'production',
      population: 'none',
      rateLimit: { requests: 600, perSeconds: 60 },
      mongodbUrl: 'mongodb://db/?replicaSet=rs0',
    });
    expect(readHubEnvironment({ ...production, HUB_POPULATION: 'none' }).population).toBe('none');
  });

  it('needs MongoDB and refuses a demo township', () => {
    expect(problemsOf({ HUB_MODE: 'production', HUB_POPULATION: 'S', LOG_LEVEL: 'x' })).toEqual([
      'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent',
      'MONGODB_URL must be set in production: the embedded store is for one machine and for trying out',
      'HUB_POPULATION must be none or unset in production: nothing is made up there',
    ]);
  });

  it('keeps true time and does not kill itself', () => {
    const variables = { ...production, HUB_CLOCK_START: '2027-01-01T00:00Z', HUB_FAILPOINT: 'delivery.claimed' };
    expect(problemsOf(variables)).toEqual([
      'HUB_CLOCK_START must be unset in production: deadlines go by true time there',
      'HUB_FAILPOINT must be unset in production: it kills the process, for tests',
    ]);
  });

  it('sends webhooks nowhere until told where', () => {
    expect(readHubEnvironment(production).webhookAllow).toEqual([]);
    const HUB_WEBHOOK_ALLOW = '10.20.0.0/16:443';
    expect(readHubEnvironment({ ...production, HUB_WEBHOOK_ALLOW }).webhookAllow).toEqual([
      { cidr: '10.20.0.0/16', port: 443 },
    ]);
  });

  it('lets the operator turn the rate limit off', () => {
    expect(readHubEnvironment({ ...production, HUB_RATE_LIMIT: 'off' })).not.toHaveProperty('rateLimit');
  });
});

describe('the rate limit', () => {
  it.each([
    ['600/min', { requests: 600, perSeconds: 60 }],
    ['10/s', { requests: 10, perSeconds: 1 }],
    ['20000/h', { requests: 20_000, perSeconds: 3600 }],
  ])('reads %s', (text, limit) => {
    expect(readHubEnvironment({ HUB_RATE_LIMIT: text }).rateLimit).toEqual(limit);
  });

  it.each(['0/s', '10', '10/day', '-1/s', '1.5/s', 'on', '10 / s', '9999999999/s'])('refuses %s', (text) => {
    expect(problemsOf({ HUB_RATE_LIMIT: text })).toEqual(['HUB_RATE_LIMIT must be like 600/min, 10/s, 20000/h or off']);
  });
});

describe('the start of the business clock', () => {
  it.each([
    ['2027-01-01T08:00:00+08:00', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T00:00Z', '2027-01-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00.250-05:30', '2028-02-29T17:30:00.250Z'],
  ])('reads %s', (text, instant) => {
    expect(readHubEnvironment({ HUB_CLOCK_START: text }).clockStart?.toISOString()).toBe(instant);
  });

  it.each([
    '2027-01-01',
    '2027-01-01T08:00:00',
    '2027-02-29T00:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01 08:00:00Z',
    '1999-12-31T23:59:59Z',
    '1798761600',
    'tomorrow',
  ])('refuses %s', (text) => {
    expect(problemsOf({ HUB_CLOCK_START: text })).toEqual([
      'HUB_CLOCK_START must be an instant with its zone, like 2027-01-01T08:00:00+08:00, of the years 2000 to 2199',
    ]);
  });
});

describe('the failpoint', () => {
  it('is a name and how often it is passed before', () => {
    expect(readHubEnvironment({ HUB_FAILPOINT: 'delivery.claimed' }).failpoint).toEqual({
      name: 'delivery.claimed',
      count: 1,
    });
    expect(readHubEnvironment({ HUB_FAILPOINT: 'fan-out.2:30' }).failpoint).toEqual({ name: 'fan-out.2', count: 30 });
  });

  it.each(['a b', 'a:0', 'a:', ':1', 'a:1:2', 'a_b', '.a'])('refuses %s', (text) => {
    expect(problemsOf({ HUB_FAILPOINT: text })).toEqual([
      'HUB_FAILPOINT must be like delivery.claimed or delivery.claimed:3',
    ]);
  });
});

describe('the description of an environment', () => {
  it('shows the settings without credentials', () => {
    const read = readHubEnvironment({ ...production, MONGODB_URL: 'mongodb://hub:geheim@db1,db2/x?password=geheim' });
    const shown = describeEnvironment(read);
    expect(shown).toMatchObject({ store: 'mongodb://…@db1,db2/x', rateLimit: '600 per 60 s', logLevel: 'info' });
    expect(JSON.stringify(shown)).not.toContain('geheim');
    expect(describeEnvironment(readHubEnvironment({}))).toMatchObject({ store: 'embedded', rateLimit: 'off' });
  });
});
