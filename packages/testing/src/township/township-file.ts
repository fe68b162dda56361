import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How far the demo township of a data folder has come; written before the first record and after the last. */
export interface TownshipFile {
  readonly state: 'loading' | 'complete';
  readonly set: string;
  readonly seed: number;
  readonly people: number;
  /** Somebody to ask about in the first example. */
  readonly examplePersonId: string;
}

export async function readTownshipFile(dataDir: string): Promise<TownshipFile | undefined> {
  const text = await readFile(townshipPath(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as TownshipFile);
}

export async function writeTownshipFile(dataDir: string, file: TownshipFile): Promise<void> {
  await writeDurably(townshipPath(dataDir), `${JSON.stringify(file)}\n`);
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
