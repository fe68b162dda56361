import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departmentNames } from '@hub/domain';
import { createHubSubgraph } from '@hub/gateway';
import { createLogger, readHubEnvironment } from '@hub/server';
import { openStore } from '@hub/store';
import { departmentEntries } from '@hub/whole';
import { describe, expect, it } from 'vitest';

const key = new Uint8Array(32);
const environment = readHubEnvironment({});
const logger = createLogger({ name: 'test', level: 'silent' });

const parts = [
  ...departmentNames.map((name) => ({
    name,
    collections: departmentEntries[name].serve({ personKey: key }, { environment, secret: key, logger }).collections,
  })),
  { name: 'gateway', collections: createHubSubgraph().collections },
];

describe.each(parts)('the collections of $name', ({ collections }) => {
  it('say how a cluster spreads them', () => {
    const silent = collections.filter(({ shardKey }) => shardKey === undefined).map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('have shard keys that their unique indexes begin with', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hub-shard-keys-'));
    // Opening refuses a key that does not fit, whichever the store
    const store = await openStore({ database: 'trial', dataDir, collections });
    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();
    await rm(dataDir, { recursive: true });
  });
});
