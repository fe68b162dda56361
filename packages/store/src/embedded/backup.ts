import { chmod, mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreOpenError } from '../store-open-error.js';
import { loadEngine } from './engine.js';

export interface BackupOptions {
  /** Folder of the embedded store's files. The hub may be running on it. */
  readonly dataDir: string;
  /** New or empty folder for the copies. */
  readonly targetDir: string;
  /** Databases to copy first, in this order; the rest follow by name. */
  readonly first?: readonly string[];
  readonly onCopied?: (database: string) => void;
}

/**
 * Copies every database of an embedded store, each as it is at one instant, by `VACUUM INTO`: a copy of the file alone would
 * miss what still stands in its log. A copy has its name only when it is whole and on the disk.
 *
 * @returns names of the databases copied
 * @throws StoreOpenError when there is nothing to copy, or the target is not empty or cannot be written
 */
export async function backupEmbeddedStores(options: BackupOptions): Promise<readonly string[]> {
  const { dataDir, targetDir, first = [], onCopied } = options;
  const databases = inOrder(await listDatabases(dataDir), first);
  if (databases.length === 0) {
    throw new StoreOpenError(`${dataDir} holds no database of an embedded store; check HUB_DATA_DIR`);
  }
  await prepareTarget(targetDir);
  const engine = await loadEngine();
  for (const database of databases) {
    const source = engine.open(join(dataDir, `${database}.db`));
    const unfinished = join(targetDir, `${database}.db.unfinished`);
    try {
      source.exec('PRAGMA busy_timeout = 10000');
      source.exec(`VACUUM INTO '${unfinished.replaceAll("'", "''")}'`);
    } catch (error) {
      throw new StoreOpenError(`${database} cannot be copied; check the space in ${targetDir}`, { cause: error });
    } finally {
      source.close();
    }
    await settle(unfinished);
    await rename(unfinished, join(targetDir, `${database}.db`));
    onCopied?.(database);
  }
  return databases;
}

async function listDatabases(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(dataDir).catch((error: unknown) => {
    throw new StoreOpenError(`The data folder ${dataDir} cannot be read; check HUB_DATA_DIR`, { cause: error });
  });
  return names.flatMap((name) => (/^[a-z]\w*\.db$/.test(name) ? [name.slice(0, -3)] : [])).sort();
}

function inOrder(databases: readonly string[], first: readonly string[]): readonly string[] {
  return [...first.filter((name) => databases.includes(name)), ...databases.filter((name) => !first.includes(name))];
}

async function prepareTarget(targetDir: string): Promise<void> {
  try {
    await mkdir(targetDir, { recursive: true, mode: 0o700 });
    if ((await readdir(targetDir)).length === 0) return;
  } catch (error) {
    throw new StoreOpenError(`The folder ${targetDir} cannot be made or read; choose another`, { cause: error });
  }
  throw new StoreOpenError(`The folder ${targetDir} is not empty; a backup goes into a new one`);
}

/** Only its owner reads it, and it is on the disk before it has its name. */
async function settle(file: string): Promise<void> {
  await chmod(file, 0o600);
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
