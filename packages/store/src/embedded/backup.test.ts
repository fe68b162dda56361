import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../open-store.js';
import type { Document } from '../port.js';
import { defineCollection } from '../port.js';
import { backupEmbeddedStores } from './backup.js';

interface Note extends Document {
  readonly text: string;
}

const notes = defineCollection<Note>({ name: 'notes', indexes: [{ key: { text: 1 } }] });
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (dataDir: string, database: string) => openStore({ database, dataDir, collections: [notes] });

describe('a backup of embedded stores', () => {
  it('holds what was committed when it was taken, while the store is in use', async () => {
    const dataDir = join(folder, 'data');
    const stores = await Promise.all(['hub_police', 'hub_gateway'].map((name) => open(dataDir, name)));
    for (const store of stores) await store.collection(notes).insertOne({ _id: 'a', text: 'before' });
    const targetDir = join(folder, "it's a copy");
    const copied: string[] = [];
    const databases = await backupEmbeddedStores({
      dataDir,
      targetDir,
      first: ['hub_gateway'],
      onCopied: (database) => copied.push(database),
    });
    for (const store of stores) await store.collection(notes).insertOne({ _id: 'b', text: 'after' });
    await Promise.all(stores.map((store) => store.close()));

    expect(databases).toEqual(['hub_gateway', 'hub_police']);
    expect(copied).toEqual(databases);
    expect(await readdir(targetDir)).toEqual(['hub_gateway.db', 'hub_police.db']);
    expect((await stat(join(targetDir, 'hub_police.db'))).mode & 0o777).toBe(0o600);
    const restored = await open(targetDir, 'hub_police');
    expect(
      await restored
        .collection(notes)
        .find({}, { sort: { _id: 1 } })
        .toArray(),
    ).toEqual([{ _id: 'a', text: 'before' }]);
    await restored.close();
  });

  it('goes into an empty folder only, and says when there is nothing to copy', async () => {
    await expect(backupEmbeddedStores({ dataDir: folder, targetDir: join(folder, 'x') })).rejects.toThrow(
      'holds no database',
    );
    await expect(
      backupEmbeddedStores({ dataDir: join(folder, 'nowhere'), targetDir: join(folder, 'x') }),
    ).rejects.toThrow('cannot be read');
    const store = await open(folder, 'hub_labor');
    await store.close();
    await expect(backupEmbeddedStores({ dataDir: folder, targetDir: folder })).rejects.toThrow('is not empty');
    await writeFile(join(folder, 'file'), '');
    await expect(backupEmbeddedStores({ dataDir: folder, targetDir: join(folder, 'file') })).rejects.toThrow(
      'cannot be made or read',
    );
  });
});
