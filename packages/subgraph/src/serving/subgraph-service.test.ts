import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '@hub/domain';
import { createLogger, readHubEnvironment } from '@hub/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { idempotencyCollection } from '../idempotency/idempotency.repository.js';
import { trial } from '../trial.fixture.js';
import { createSubgraphService } from './subgraph-service.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-service-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const day = 86_400_000;

it('forgets idempotency keys of more than 30 true days when it starts, whatever the business clock shows', async () => {
  const service = createSubgraphService(trial, {
    environment: readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir }),
    secret: new Uint8Array(32),
    logger: createLogger({ name: 'labor', level: 'silent' }),
    clock: fixedClock(new Date('2099-01-01T00:00:00Z')),
    measureProcess: false,
  });
  const rows = () => service.getStore().collection(idempotencyCollection);
  await service.start();
  const row = { contentDigest: 'digest', answer: { _id: 'a' } };
  await rows().insertOne({ ...row, _id: 'old', createdAt: new Date(Date.now() - 30 * day - 1_000) });
  await rows().insertOne({ ...row, _id: 'young', createdAt: new Date(Date.now() - 29 * day) });
  await service.stop();
  await service.start();
  await service.stop(); // waits for the sweep that the start has begun
  await service.start();
  expect((await rows().find({}).toArray()).map(({ _id }) => _id)).toEqual(['young']);
  await service.stop();
});
