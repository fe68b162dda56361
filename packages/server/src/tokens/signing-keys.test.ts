import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartupError } from '../startup-error.js';
import { generateSigningKey, loadSigningKeys, readSigningKey } from './signing-keys.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('signing keys', () => {
  it('are made on the first start, for their owner only, and read on the next', async () => {
    const file = join(folder, 'signing-keys.json');
    const [made] = await loadSigningKeys(file, { createWhenMissing: true });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const [read, ...others] = await loadSigningKeys(file, { createWhenMissing: false });
    expect(read.publicJwk).toEqual(made.publicJwk);
    expect(others).toEqual([]);
  });

  it('are several while they are being changed; the first signs', async () => {
    const file = join(folder, 'keys.json');
    const keys = await Promise.all([generateSigningKey(), generateSigningKey()]);
    await writeFile(file, JSON.stringify({ keys: keys.map(({ privateJwk }) => privateJwk) }), { mode: 0o600 });
    const read = await loadSigningKeys(file, { createWhenMissing: true });
    expect(read.map(({ kid }) => kid)).toEqual(keys.map(({ kid }) => kid));
  });

  it.each([
    '',
    '{}',
    '{"keys":[]}',
    '{"keys":[{"kty":"oct","k":"Z2VoZWlt"}]}',
    '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}]}',
  ])('are refused when the file holds %s, which is left as it is', async (content) => {
    const file = join(folder, 'keys.json');
    await writeFile(file, content, { mode: 0o600 });
    await expect(loadSigningKeys(file, { createWhenMissing: true })).rejects.toThrow(
      new StartupError(`The key file ${file} is not a JWK set of private Ed25519 keys; restore it from a copy`),
    );
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('are named by their thumbprint, as in RFC 8037', () => {
    const { kid } = readSigningKey({
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    });
    expect(kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});
