import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientFile } from '@hub/server';
import { demoClientFolder, readSigningKey, StartupError } from '@hub/server';
import { readEnvironment } from '../environment.js';

/**
 * The key file of a client: a demo client's name, or the path of a file of the same form.
 *
 * @throws StartupError when there is none
 */
export async function readClient(nameOrPath: string): Promise<ClientFile> {
  const isPath = nameOrPath.includes('/') || nameOrPath.endsWith('.json');
  const path = isPath ? nameOrPath : join(demoClientFolder(readEnvironment().dataDir), `${nameOrPath}.json`);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const message = `No client file at ${path}; start the hub once in synthetic mode, or give --client the path of a key file`;
    throw new StartupError(message, { cause });
  });
  try {
    const file = JSON.parse(text) as Partial<ClientFile>;
    if (file.clientId === undefined || file.issuer === undefined) throw new RangeError('Fields are missing');
    readSigningKey(file.privateJwk ?? {});
    return file as ClientFile;
  } catch (cause) {
    const message = `${path} is no client file: it needs clientId, issuer and privateJwk, as the demo's files have`;
    throw new StartupError(message, { cause });
  }
}
