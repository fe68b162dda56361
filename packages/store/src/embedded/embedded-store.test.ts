import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectionDefinition, Store } from '../port.js';
import { openStore } from '../open-store.js';
import { StoreOpenError } from '../store-open-error.js';
import type { Loose } from '../conformance/with-collection.js';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';

const items: CollectionDefinition<Loose> = {
  name: 'items',
  indexes: [{ key: { code: 1 }, unique: true, partialFilterExpression: { code: { $type: 'string' } } }],
};

let folder = '';
const stores: Store[] = [];

async function open(dataDir = folder): Promise<Store> {
  const store = await openStore({ database: 'hub_test', dataDir, collections: [items] });
  stores.push(store);
  return store;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-store-'));
});

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await rm(folder, { recursive: true });
});

/** Commits in a write-ahead log: frames that carry the size of the database and belong to the log's present round. */
async function commitsIn(file: string): Promise<number> {
  const log = await readFile(file);
  const pageSize = log.readUInt32BE(8);
  let commits = 0;
  for (let frame = 32; frame + 24 + pageSize <= log.length; frame += 24 + pageSize) {
    const isCurrent = log.compare(log, 16, 24, frame + 8, frame + 16) === 0;
    if (isCurrent && log.readUInt32BE(frame + 4) > 0) commits++;
  }
  return commits;
}

describe('the file of the embedded store', () => {
  it('is for its owner only, and so are its log and its folder', async () => {
    const dataDir = join(folder, 'made', 'on', 'the', 'way');
    const store = await open(dataDir);
    await store.collection(items).insertOne({ _id: 'a' });
    const modes = await Promise.all(
      ['', 'hub_test.db', 'hub_test.db-wal'].map(async (name) => (await stat(join(dataDir, name))).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('is closed to others again when it was opened to them', async () => {
    await (await open()).close();
    await chmod(join(folder, 'hub_test.db'), 0o644);
    await open();
    expect((await stat(join(folder, 'hub_test.db'))).mode & 0o777).toBe(0o600);
  });

  it('cannot be where there is no folder, and the error says what to change', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    const opening = open(dataDir);
    await expect(opening).rejects.toThrow(StoreOpenError);
    await expect(opening).rejects.toThrow(/data folder .*file cannot be written to \((EEXIST|ENOTDIR)\)/);
  });

  it('cannot be where a folder has its name', async () => {
    await mkdir(join(folder, 'hub_test.db'));
    await expect(open()).rejects.toThrow(/cannot be written to \(EISDIR\)/);
  });

  it('is refused when it is no database', async () => {
    await writeFile(join(folder, 'hub_test.db'), 'x'.repeat(5_000));
    await expect(open()).rejects.toThrow(/hub_test.db cannot be opened/);
  });

  it('is refused when a later release wrote it', async () => {
    await (await open()).close();
    const connection = new Connection(await loadEngine(), join(folder, 'hub_test.db'), ['user_version = 99']);
    connection.close();
    await expect(open()).rejects.toThrow(/format 99/);
  });

  it('has a name of letters and digits', async () => {
    await expect(openStore({ database: '../x', dataDir: folder, collections: [] })).rejects.toThrow(StoreOpenError);
  });

  it('waits for the disk at every commit', async () => {
    const store = await open();
    await store.close();
    const connection = new Connection(await loadEngine(), join(folder, 'hub_test.db'), []);
    expect(connection.get('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' });
    connection.close();
  });
});

describe('the choice among indexes', () => {
  it('follows what is in the collection as it grows, for reads too', async () => {
    const store = await open();
    const collection = store.collection(items);
    for (let batch = 0; batch < 26; batch++) {
      await collection.insertMany(
        Array.from({ length: 1_000 }, (_, i) => ({ _id: `p${batch}-${i}`, code: `c${batch}-${i}` })),
      );
    }
    const connection = new Connection(await loadEngine(), join(folder, 'hub_test.db'), []);
    const known = connection.all('SELECT idx FROM sqlite_stat1').map((row) => String(row['idx']));
    connection.close();
    expect(known.some((index) => index.startsWith('i:items:code_1'))).toBe(true);
    expect(await collection.findOne({ code: 'c25-999' })).toEqual({ _id: 'p25-999', code: 'c25-999' });
  });
});

describe('writes of one turn of the event loop', () => {
  it('share one commit', async () => {
    const collection = (await open()).collection(items);
    await collection.insertOne({ _id: 'first' });
    const log = join(folder, 'hub_test.db-wal');
    const before = await commitsIn(log);
    await Promise.all([collection.insertOne({ _id: 'a' }), collection.updateOne({ _id: 'first' }, { $set: { n: 1 } })]);
    expect(await commitsIn(log)).toBe(before + 1);
    await collection.insertOne({ _id: 'b' });
    await collection.insertOne({ _id: 'c' });
    expect(await commitsIn(log)).toBe(before + 3);
  });

  it('fail alone: the others are in the commit', async () => {
    const collection = (await open()).collection(items);
    await collection.insertOne({ _id: 'first', code: '1' });
    const log = join(folder, 'hub_test.db-wal');
    const before = await commitsIn(log);
    const results = await Promise.allSettled([
      collection.insertOne({ _id: 'a', code: '2' }),
      collection.insertOne({ _id: 'b', code: '1' }),
      collection.insertOne({ _id: 'c', code: '3' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await commitsIn(log)).toBe(before + 1);
    expect(await collection.countDocuments({})).toBe(3);
  });
});

describe('two programs on one file', () => {
  it('see what the other has written, at once', async () => {
    const [one, two] = [(await open()).collection(items), (await open()).collection(items)];
    for (let i = 0; i < 20; i++) {
      await one.insertOne({ _id: `p${i}` });
      expect(await two.findOne({ _id: `p${i}` })).toEqual({ _id: `p${i}` });
      await two.updateOne({ _id: `p${i}` }, { $set: { n: i } });
      expect(await one.findOne({ _id: `p${i}` })).toEqual({ _id: `p${i}`, n: i });
    }
  });

  it('take turns in writing', async () => {
    const [one, two] = [(await open()).collection(items), (await open()).collection(items)];
    await one.insertOne({ _id: 'counter', n: 0 });
    const count = async (collection: typeof one) => {
      for (let i = 0; i < 100; i++) await collection.updateOne({ _id: 'counter' }, { $inc: { n: 1 } });
    };
    await Promise.all([count(one), count(two)]);
    expect(await one.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 200 });
  });

  it('wait for a transaction of the other without keeping the event loop', async () => {
    const [first, second] = [await open(), await open()];
    const [one, two] = [first.collection(items), second.collection(items)];
    await one.insertOne({ _id: 'counter', n: 1 });
    let waiting: Promise<unknown> = Promise.resolve();
    await first.withTransaction(async (session) => {
      await one.updateOne({ _id: 'counter' }, { $set: { n: 10 } }, { session });
      waiting = two.updateOne({ _id: 'counter' }, { $inc: { n: 1 } });
      // The other's attempts to begin go on meanwhile; this would never end if they kept the loop.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(await two.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 1 });
    });
    await waiting;
    expect(await one.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 11 });
  });
});
