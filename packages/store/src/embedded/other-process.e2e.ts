import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineCollection, type Document, type Store } from '../port.js';
import { openStore } from '../open-store.js';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';

interface Part extends Document {
  readonly batch: string;
}
interface Batch extends Document {
  readonly size: number;
}

const documents = defineCollection<Part>({
  name: 'documents',
  indexes: [{ key: { batch: 1 } }, { key: { parts: 1 }, multikey: 'parts' }],
});
const outbox = defineCollection<Batch>({ name: 'outbox', indexes: [{ key: { size: 1 } }] });
const singles = defineCollection<Document & { readonly n?: number }>({
  name: 'singles',
  indexes: [{ key: { code: 1 }, unique: true }],
});

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-store-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function start(mode: 'batches' | 'count', round: number): ChildProcess {
  const script = fileURLToPath(new URL('other-process.mjs', import.meta.url));
  return spawn(process.execPath, [script, mode, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills the program at a random moment of its work; gives what it had acknowledged until then. */
async function runAndKill(round: number): Promise<readonly string[]> {
  const child = start('batches', round);
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  let left = randomInt(2, 150);
  if (child.stdout === null) throw new Error('The program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    // The program goes on writing while this is read, so the signal meets it anywhere in a batch.
    if (--left === 0) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

function open(): Promise<Store> {
  return openStore({ database: 'hub_other', dataDir: folder, collections: [documents, outbox, singles] });
}

async function checkBatches(store: Store): Promise<ReadonlySet<string>> {
  const sizes = new Map<string, number>();
  for await (const { _id, size } of store.collection(outbox).find({})) sizes.set(_id, size);
  const counts = await store.collection(documents).countBy(['batch']);
  expect(new Map(counts.map(({ key, count }) => [key[0], count]))).toEqual(sizes);
  for (const [batch, size] of sizes)
    expect(await store.collection(documents).countDocuments({ parts: batch })).toBe(size);
  return new Set(sizes.keys());
}

describe('a program that is killed while it writes', () => {
  it('has lost nothing it acknowledged and left no batch by halves', { timeout: 120_000 }, async () => {
    const acknowledged = new Set<string>();
    for (let round = 0; round < 8; round++) {
      for (const line of await runAndKill(round)) acknowledged.add(line);
      const store = await open();
      const batches = await checkBatches(store);
      for (const line of acknowledged) {
        const [kind, id = ''] = line.split(' ');
        if (kind === 'batch') expect(batches.has(id), line).toBe(true);
        if (kind === 'single')
          expect(await store.collection(singles).findOne({ _id: id }), line).toEqual({ _id: id, code: id });
      }
      await store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(8);
    const connection = new Connection(await loadEngine(), join(folder, 'hub_other.db'), []);
    expect(connection.get('PRAGMA integrity_check')).toMatchObject({ integrity_check: 'ok' });
    connection.close();
  });
});

describe('two programs that write to one file', () => {
  it('take turns and lose nothing', { timeout: 60_000 }, async () => {
    const children = [start('count', 0), start('count', 1)];
    for (const child of children) child.stdout?.resume();
    expect(await Promise.all(children.map((child) => once(child, 'exit')))).toEqual([
      [0, null],
      [0, null],
    ]);
    const store = await open();
    expect(await store.collection(singles).findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 400 });
    await store.close();
  });
});
