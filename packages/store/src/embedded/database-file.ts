import { chmod, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreOpenError } from '../store-open-error.js';

/**
 * Makes the folder and the file so that only their owner can read them; SQLite gives its log the rights of the file.
 * @throws StoreOpenError when the folder cannot be made or written to
 */
export async function prepareFile(dataDir: string, database: string): Promise<string> {
  if (!/^[a-z]\w*$/.test(database))
    throw new StoreOpenError(`Database name ${database} is not made of letters, digits and _`);
  const file = join(dataDir, `${database}.db`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a', 0o600);
    await handle.close();
    await chmod(file, 0o600);
  } catch (error) {
    throw new StoreOpenError(
      `The data folder ${dataDir} cannot be written to (${codeOf(error)}); check its owner and rights, or choose another`,
      {
        cause: error,
      },
    );
  }
  return file;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}
