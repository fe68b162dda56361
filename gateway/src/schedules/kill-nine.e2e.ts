import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '@hub/store';
import { openStore } from '@hub/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubCollections } from '../hub/subgraph.js';
import { NotificationRepository } from '../notifications/notification/notification.repository.js';
import type { OccurrenceDocument } from './occurrence.repository.js';
import { OccurrenceRepository } from './occurrence.repository.js';

const script = fileURLToPath(new URL('schedule-process.mjs', import.meta.url));
/** In chunks of 200: 200, 200 and 50. */
const bulletins = 450;
const declared = '2026-11-20T11:00:00+08:00';
const due = '2026-11-20T12:00:00+08:00';
const trueTime = '2027-02-01T00:00:00Z';
/** When the lease of a process that was killed has ended. */
const afterLease = '2027-02-01T00:02:00Z';

describe('F04: a scheduler that is killed with SIGKILL', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-schedules-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  async function run(...given: readonly string[]): Promise<NodeJS.Signals | number | null> {
    const child = spawn(process.execPath, [script, dataDir, ...given], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  async function look<T>(at: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ database: 'trial', dataDir, collections: hubCollections });
    try {
      return await at(store);
    } finally {
      await store.close();
    }
  }

  const occurrence = (): Promise<OccurrenceDocument | null> =>
    look((store) => new OccurrenceRepository(store).findLast('trial'));
  const serials = async (): Promise<number[]> => {
    const found = await look((store) => new NotificationRepository(store).collection.find({ kind: 'N-12' }).toArray());
    expect(new Set(found.map(({ data }) => data?.['regionCode'])).size).toBe(found.length);
    return found.map(({ serial }) => serial).sort((a, b) => a - b);
  };
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

  it.each([
    ['between the occurrence and what follows from it', 'schedule.after-occurrence', 1, { attempts: 0, issued: 0 }],
    ['after the first bulletins', 'schedule.after-chunk', 1, { attempts: 1, issued: 200 }],
    ['after the last but one', 'schedule.after-chunk', 2, { attempts: 1, issued: 400 }],
    ['after the last, before it is done', 'schedule.before-done', 1, { attempts: 1, issued: 450 }],
  ])('%s is made up for by the next one, with nothing lost and nothing twice', async (_when, name, count, left) => {
    const setting = [String(bulletins), name, String(count)];
    expect(await run(declared, trueTime, String(bulletins))).toBe(0);
    expect(await run(due, trueTime, ...setting)).toBe('SIGKILL');
    expect(await occurrence()).toMatchObject({ state: 'OPEN', attempts: left.attempts });
    expect(await serials()).toEqual(upTo(left.issued));

    expect(await run(due, afterLease, String(bulletins))).toBe(0);
    expect(await occurrence()).toMatchObject({ state: 'DONE', attempts: left.attempts + 1 });
    expect(await serials()).toEqual(upTo(bulletins));
    expect(await look((store) => new OccurrenceRepository(store).list('trial'))).toHaveLength(1);
  });

  it('again and again loses nothing', async () => {
    expect(await run(declared, trueTime, String(bulletins))).toBe(0);
    const kills = ['schedule.after-occurrence', 'schedule.after-chunk', 'schedule.after-chunk', 'schedule.before-done'];
    for (const [index, name] of kills.entries()) {
      const later = new Date(Date.parse(trueTime) + index * 120_000).toISOString();
      expect(await run(due, later, String(bulletins), name, '1')).toBe('SIGKILL');
    }
    expect(await run(due, '2027-02-01T01:00:00Z', String(bulletins))).toBe(0);
    expect(await serials()).toEqual(upTo(bulletins));
    expect(await occurrence()).toMatchObject({ state: 'DONE' });
  });
});
