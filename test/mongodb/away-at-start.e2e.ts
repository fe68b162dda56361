import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, loadSecret, readHubEnvironment, StartupError } from '@hub/server';
import { createWireDouble, type WireDouble } from '@hub/testing';
import { createWholeHub, type WholeHub } from '@hub/whole';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePorts } from '../durability/free-ports.fixture.js';

let dataDir: string;
let double: WireDouble;
let port: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-away-'));
  double = createWireDouble({ dataDir: join(dataDir, 'mongodb') });
  await double.start();
  port = await findFreePorts();
});
afterEach(async () => {
  await double.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function createHub(mongodbUrl: string): Promise<WholeHub> {
  const environment = readHubEnvironment({
    PORT: String(port),
    HUB_DATA_DIR: dataDir,
    HUB_POPULATION: 'none',
    MONGODB_URL: mongodbUrl,
  });
  return createWholeHub({
    environment,
    secret: await loadSecret(environment.secretFile, { createWhenMissing: true }),
    personKey: await loadSecret(environment.personKeyFile, { createWhenMissing: true }),
    createLogger: (name) => createLogger({ name, level: 'silent' }),
  });
}

/** Status of a path at the gateway's port and at that of police. */
function statuses(path: string): Promise<readonly number[]> {
  const ports = [port, readHubEnvironment({ PORT: String(port) }).departmentPorts.police];
  return Promise.all(ports.map(async (each) => (await fetch(`http://127.0.0.1:${String(each)}${path}`)).status));
}

const listening = () =>
  expect.poll(() => statuses('/health/live').catch(() => []), { timeout: 20_000 }).toEqual([200, 200]);

describe('With MongoDB away when the hub starts', () => {
  it('it lives, is not ready and refuses requests, until MongoDB comes', async () => {
    await double.stop();
    const hub = await createHub(double.url);
    const starting = hub.start();
    await listening();
    expect(await statuses('/health/ready')).toEqual([503, 503]);
    expect(await statuses('/graphql')).toEqual([503, 503]);
    await double.start();
    await starting;
    expect(await statuses('/health/ready')).toEqual([200, 200]);
    await hub.stop();
  });

  it('it may be stopped while it waits', async () => {
    await double.stop();
    const hub = await createHub(double.url);
    const starting = expect(hub.start()).rejects.toThrow(StartupError);
    await listening();
    await Promise.all([hub.stop(), starting]);
    await expect(statuses('/health/live')).rejects.toThrow();
  });

  it('it is not ready when MongoDB goes away later, and ready again when it is back', async () => {
    const hub = await createHub(double.url);
    await hub.start();
    await double.stop();
    await expect.poll(() => statuses('/health/ready'), { timeout: 20_000 }).toEqual([503, 503]);
    expect(await statuses('/health/live')).toEqual([200, 200]);
    await double.start();
    await expect.poll(() => statuses('/health/ready'), { timeout: 20_000 }).toEqual([200, 200]);
    await hub.stop();
  });

  it('it does not wait for what waiting does not mend', async () => {
    const hub = await createHub('mongodb://127.0.0.1:99999/');
    await expect(hub.start()).rejects.toThrow('MONGODB_URL is not a MongoDB connection string');
    await expect(statuses('/health/live')).rejects.toThrow();
  });
});
