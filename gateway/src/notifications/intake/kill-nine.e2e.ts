import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '@hub/store';
import { openStore } from '@hub/store';
import { newRecordId } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BadDepartment } from '../../../test/bad-department.js';
import { startBadDepartment } from '../../../test/bad-department.js';
import { hubCollections } from '../../hub/subgraph.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { FeedCursorRepository } from './feed-cursor.repository.js';
import { intakeCollections } from './intake.js';

const script = fileURLToPath(new URL('intake-process.mjs', import.meta.url));
/** Taken in transactions of 200, 200 and 50. */
const total = 450;
const now = new Date('2026-11-20T02:00:00Z');
const events = Array.from({ length: total }, (_, index) => ({
  id: newRecordId(now),
  sequence: index + 1,
  type: 'commerce.enterprise.closed',
  occurredAt: now.toISOString(),
  data: { code: '91990000MA0000015Q', closedOn: '2026-11-20' },
}));

describe('F01: an intake that is killed with SIGKILL', () => {
  let dataDir: string;
  let feed: BadDepartment;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-intake-'));
    // A feed that outlives the hub: the same answers, whoever asks and however often
    feed = await startBadDepartment((response, { url = '' }) => {
      const query = new URLSearchParams(url.split('?')[1]);
      const after = Number(query.get('after'));
      response.writeHead(200, { 'content-type': 'application/json' });
      const page = {
        feedId: 'f',
        oldest: 1,
        newest: total,
        events: events.slice(after, after + Number(query.get('limit'))),
      };
      response.end(JSON.stringify(page));
    });
  });
  afterEach(async () => {
    await feed.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(...failpoint: readonly string[]): Promise<NodeJS.Signals | number | null> {
    const child = spawn(process.execPath, [script, dataDir, feed.url, ...failpoint], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  async function look<T>(at: (store: Store) => Promise<T>): Promise<T> {
    const collections = [...new Set([...hubCollections, ...intakeCollections])];
    const store = await openStore({ database: 'trial', dataDir, collections });
    try {
      return await at(store);
    } finally {
      await store.close();
    }
  }

  /** Cursor and bulletins stand or fall together, and the numbers have no gap. */
  async function expectTaken(count: number): Promise<void> {
    const cursor = await look((store) => new FeedCursorRepository(store).find('commerce'));
    const issued = await look((store) =>
      new NotificationRepository(store).collection.find({}, { sort: { inboxSequence: 1 } }).toArray(),
    );
    expect(cursor?.cursor ?? 0).toBe(count);
    expect(issued.map(({ sourceId }) => sourceId)).toEqual(events.slice(0, count).map(({ id }) => id));
    expect(issued.map(({ serial }) => serial)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  }

  it.each([
    ['before its first commit', 'intake.before-commit', 1, 0],
    ['after its first commit', 'intake.after-commit', 1, 200],
    ['before its last commit', 'intake.before-commit', 3, 400],
    ['after its last commit', 'intake.after-commit', 3, 450],
  ])('%s loses nothing and tells nothing twice', async (_when, name, count, taken) => {
    expect(await run(name, String(count))).toBe('SIGKILL');
    await expectTaken(taken);
    expect(await run()).toBe(0);
    await expectTaken(total);
  });

  it('again and again ends where it should', async () => {
    for (const name of ['intake.before-commit', 'intake.after-commit', 'intake.before-commit', 'intake.after-commit']) {
      expect(await run(name, '1')).toBe('SIGKILL');
    }
    expect(await run()).toBe(0);
    await expectTaken(total);
  });
});
