import type { ClientFile, SigningKey } from '@hub/server';
import { readSigningKey, StartupError } from '@hub/server';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file's text and key; undefined when there is none. A file that cannot be used is made anew. */
export async function readClientFile(path: string): Promise<{ text: string; key: SigningKey } | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return { text, key: readSigningKey((JSON.parse(text) as ClientFile).privateJwk) };
  } catch (error) {
    if (isSystemError(error) && error.code !== 'ENOENT') throw cannot('read', path, error);
    return undefined;
  }
}

/** Writes beside and renames, so that nobody reads half a file; only the owner can read it. */
export async function writeClientFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    throw isSystemError(error) ? cannot('write', path, error) : error;
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function cannot(verb: 'read' | 'write', path: string, cause: Error & { readonly code: string }): StartupError {
  const message = `Cannot ${verb} the demo client's file ${path} (${cause.code}); make its folder writable, or set HUB_DATA_DIR`;
  return new StartupError(message, { cause });
}
