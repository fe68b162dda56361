import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartupError } from './startup-error.js';

/** Group access is left to the operator (mounted secrets often need it); access for everybody is refused. */
const everybodyBits = 0o007;
const missing = Symbol('missing');

/**
 * Reads a file that holds a key, making it first when `create` is given and there is none.
 *
 * @param advice what to do when the file is missing, as the end of a sentence
 * @throws StartupError when the file is missing, unreadable, or open to everybody
 */
export async function readOrCreatePrivateFile(
  file: string,
  create: (() => Promise<string>) | undefined,
  advice: string,
): Promise<string> {
  const present = await readPrivateFile(file);
  if (present !== missing) return present;
  if (create === undefined) throw new StartupError(`The key file ${file} does not exist; ${advice}`);
  await createPrivateFile(file, await create());
  const made = await readPrivateFile(file);
  if (made === missing) throw new StartupError(`The key file ${file} vanished while it was being made; start again`);
  return made;
}

async function readPrivateFile(file: string): Promise<string | typeof missing> {
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & everybodyBits) !== 0) {
      throw new StartupError(`The key file ${file} is open to every user of this machine; run: chmod 600 ${file}`);
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return missing;
    throw explain(error, file, 'read');
  }
}

/**
 * Writes the whole file under another name and links it into place: whoever starts at the same moment sees either no
 * file or a complete one, and the first link wins.
 */
async function createPrivateFile(file: string, content: string): Promise<void> {
  const folder = dirname(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      await link(draft, file);
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error;
    } finally {
      await unlink(draft);
    }
    await syncFolder(folder);
  } catch (error) {
    throw explain(error, file, 'make');
  }
}

/** Without this the name of a new file may be lost with the power, though its content was synced. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function explain(error: unknown, file: string, verb: 'read' | 'make'): unknown {
  if (error instanceof StartupError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const why: Record<string, string> = {
    EACCES: 'permission denied; give the user of this process access',
    EPERM: 'not permitted; give the user of this process access',
    EISDIR: 'it is a folder; name a file',
    ENOTDIR: 'a part of its path is not a folder',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
  };
  return new StartupError(`Cannot ${verb} the key file ${file}: ${why[code] ?? code}`, { cause: error });
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
