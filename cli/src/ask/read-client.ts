import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientFile } from '@hub/server';
import { demoClientFolder } from '@hub/server';
import { StartupError } from '@hub/server';
import { readEnvironment } from '../environment.js';

/**
 * The key file of a client: a demo client's name, or the path of a file of the same form.
 *
 * @throws StartupError when there is none
 */
export async function readClient(nameOrPath: string): Promise<ClientFile> {
  const isPath = nameOrPath.includes('/') || nameOrPath.endsWith('.json');
  const path = isPath ? nameOrPath : join(demoClientFolder(readEnvironment().dataDir), `${nameOrPath}.json`);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ClientFile;
  } catch (cause) {
    const message = `No client file at ${path}; start the hub once in synthetic mode, or give --client the path of a key file`;
    throw new StartupError(message, { cause });
  }
}
