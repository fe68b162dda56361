import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecret } from './secrets.js';
import { StartupError } from './startup-error.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(content: string, mode = 0o600): Promise<string> {
  const file = join(folder, 'secret');
  await writeFile(file, content, { mode });
  await chmod(file, mode);
  return file;
}

describe('a secret', () => {
  it('is made on the first start, for its owner only, and read on the next', async () => {
    const file = join(folder, 'keys', 'hub-secret');
    const made = await loadSecret(file, { createWhenMissing: true });
    expect(made).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await loadSecret(file, { createWhenMissing: false })).toEqual(made);
    expect(Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')).toEqual(Buffer.from(made));
  });

  it('is the same for processes that start at once, and leaves no drafts behind', async () => {
    const file = join(folder, 'secret');
    const secrets = await Promise.all(Array.from({ length: 20 }, () => loadSecret(file, { createWhenMissing: true })));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret']);
  });

  it('is not made up where it is required', async () => {
    const file = join(folder, 'secret');
    await expect(loadSecret(file, { createWhenMissing: false })).rejects.toThrow(
      new StartupError(`The key file ${file} does not exist; make one with: openssl rand -base64 32`),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('may come without padding and with a line end', async () => {
    const file = await write(`${'A'.repeat(43)}\r\n`);
    expect(await loadSecret(file, { createWhenMissing: false })).toEqual(new Uint8Array(32));
  });

  it('must not be open to every user', async () => {
    const file = await write(Buffer.alloc(32).toString('base64'), 0o644);
    await expect(loadSecret(file, { createWhenMissing: true })).rejects.toThrow(`run: chmod 600 ${file}`);
  });

  it.each([
    ['too short', Buffer.alloc(16, 7).toString('base64'), 'has 16 bytes instead of 32'],
    ['empty', '', 'has 0 bytes instead of 32'],
    ['not base64', 'my dog’s name', 'is not base64'],
  ])('is refused when it is %s, without being repeated', async (_case, content, why) => {
    const file = await write(content);
    const failure: unknown = await loadSecret(file, { createWhenMissing: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartupError);
    expect(String(failure)).toContain(why);
    if (content !== '') expect(String(failure)).not.toContain(content);
    // What is there is never overwritten
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('explains a path that cannot be a file', async () => {
    await mkdir(join(folder, 'secret'), { mode: 0o700 });
    await expect(loadSecret(join(folder, 'secret'), { createWhenMissing: true })).rejects.toThrow(
      'it is a folder; name a file',
    );
  });

  it('explains a path that goes through a file', async () => {
    const below = join(await write('x'), 'keys', 'secret');
    await expect(loadSecret(below, { createWhenMissing: true })).rejects.toThrow('a part of its path is not a folder');
  });
});
