import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BadDepartment } from '../../../test/bad-department.js';
import { startBadDepartment } from '../../../test/bad-department.js';
import { FeedClient } from './feed-client.js';

const page = { feedId: 'a', oldest: 1, newest: 0, events: [] };
const question = { after: 0, limit: 1, waitMs: 20_000 };

let asked: number;
let department: BadDepartment;
let client: FeedClient;

beforeEach(async () => {
  asked = 0;
  department = await startBadDepartment((response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page));
  });
  client = new FeedClient({
    department: 'labor',
    url: () => department.url,
    secret: new Uint8Array(32),
    shapes: new Map(),
    timeoutMs: 1_000,
  });
});
afterEach(async () => {
  await client.stop();
  await department.stop();
});

it('asks nothing once it is stopped, also what was asked before and not yet on its way', async () => {
  const underWay = client.read(question);
  const stopping = client.stop();
  await expect(underWay).rejects.toMatchObject({ failure: 'UNREACHABLE' });
  await expect(client.read(question)).rejects.toMatchObject({ failure: 'UNREACHABLE' });
  await stopping;
  expect(asked).toBe(0);
});

it('asks again once it is started again', async () => {
  await client.stop();
  client.start();
  expect(await client.read(question)).toMatchObject({ feedId: 'a', entries: [] });
  expect(asked).toBe(1);
});
