import { randomBytes } from 'node:crypto';
import { readOrCreatePrivateFile } from './private-file.js';
import { StartupError } from './startup-error.js';

const secretBytes = 32;

/**
 * Reads a secret of 32 random bytes, written in base64 in a file that only its owner can read.
 *
 * @param options.createWhenMissing makes the file on the first start (synthetic mode); several processes that start at
 *   once all get the one that was made first
 * @throws StartupError when the file is missing, unreadable, readable by everybody, or not 32 bytes of base64
 */
export async function loadSecret(file: string, options: { readonly createWhenMissing: boolean }): Promise<Uint8Array> {
  const text = await readOrCreatePrivateFile(
    file,
    options.createWhenMissing ? () => Promise.resolve(`${randomBytes(secretBytes).toString('base64')}\n`) : undefined,
    'make one with: openssl rand -base64 32',
  );
  return decodeSecret(text.trim(), file);
}

function decodeSecret(text: string, file: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) {
    throw new StartupError(`The secret in ${file} is not base64; write 32 random bytes there: openssl rand -base64 32`);
  }
  if (bytes.length !== secretBytes) {
    throw new StartupError(
      `The secret in ${file} has ${bytes.length} bytes instead of ${secretBytes}; write a new one: openssl rand -base64 32`,
    );
  }
  return new Uint8Array(bytes);
}
