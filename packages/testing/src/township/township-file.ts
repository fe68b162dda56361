import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartupError } from '@hub/server';

/** How far the demo township of a data folder has come; written before the first record and after the last. */
export interface TownshipFile {
  readonly state: 'loading' | 'complete';
  /** Which store it was loaded into; see `storeOf`. */
  readonly store: string;
  readonly set: string;
  readonly seed: number;
  readonly people: number;
  /** Somebody to ask about in the first example. */
  readonly examplePersonId: string;
}

/** Tells one store from another without keeping a URL, which may hold a password. */
export function storeOf(mongodbUrl: string | undefined): string {
  if (mongodbUrl === undefined) return 'embedded';
  return `mongodb ${createHash('sha256').update(mongodbUrl).digest('base64url').slice(0, 16)}`;
}

export async function readTownshipFile(dataDir: string): Promise<TownshipFile | undefined> {
  const text = await readFile(townshipPath(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as TownshipFile);
}

export async function writeTownshipFile(dataDir: string, file: TownshipFile): Promise<void> {
  await writeDurably(townshipPath(dataDir), `${JSON.stringify(file)}\n`);
}

/**
 * Half a township must not be served as if it were one, nor be filled with records that finishing it would remove.
 *
 * @throws StartupError when the loading of the demo township was interrupted in this folder
 */
export async function refuseHalfTownship(dataDir: string, mongodbUrl: string | undefined): Promise<void> {
  const file = await readTownshipFile(dataDir);
  if (file?.state !== 'loading' || file.store !== storeOf(mongodbUrl)) return;
  throw new StartupError(
    `The demo township in ${dataDir} is half loaded; start once with HUB_POPULATION=${file.set} to finish it, or set HUB_DATA_DIR to another folder`,
  );
}

/** Writes beside and renames, so that a crash leaves the old file or the new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
}

function townshipPath(dataDir: string): string {
  return join(dataDir, 'demo', 'township.json');
}
