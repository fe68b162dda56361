import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey, StartupError } from '@hub/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegisteredClients } from './registered-clients.js';

describe('The list of clients of an operator', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-clients-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (content: unknown): Promise<unknown> => {
    await writeFile(join(folder, 'clients.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return readRegisteredClients(folder).catch((error: unknown) => error);
  };
  const entry = async (): Promise<Record<string, unknown>> => ({
    clientId: 'education-exam-system',
    department: 'education',
    purposes: ['SCHOOL_ADMISSION'],
    jwks: { keys: [(await generateSigningKey()).publicJwk] },
  });

  it('is read with its keys', async () => {
    const { jwks, ...given } = await entry();
    const zoned = {
      ...given,
      jwks,
      clientId: 'grid',
      department: 'community',
      purposes: ['GRID_VISIT'],
      zone: '330921',
    };
    expect(await read([{ ...given, jwks, active: false }, zoned])).toEqual([
      { _id: 'education-exam-system', department: 'education', purposes: ['SCHOOL_ADMISSION'], jwks, active: false },
      { _id: 'grid', department: 'community', purposes: ['GRID_VISIT'], zone: '330921', jwks, active: true },
    ]);
  });

  it.each([
    [
      'a private key',
      async () => [{ ...(await entry()), jwks: { keys: [(await generateSigningKey()).privateJwk] } }],
      'private part d',
    ],
    ['a purpose of another department', async () => [{ ...(await entry()), purposes: ['LICENSING'] }], '0.purposes'],
    ['an unknown department', async () => [{ ...(await entry()), department: 'tax' }], '0.department'],
    ['a zone that is none', async () => [{ ...(await entry()), zone: 'x' }], '0.zone (education-exam-system)'],
    ['a zone of no province', async () => [{ ...(await entry()), zone: '190921' }], '0.zone'],
    ['a zone cut short', async () => [{ ...(await entry()), zone: '33092' }], '0.zone'],
    [
      'half a key',
      async () => [{ ...(await entry()), jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }] } }],
      '0.jwks.keys.0 (education-exam-system) must be a whole',
    ],
    [
      'a key of a curve that is not in use',
      async () => [
        await entry(),
        { ...(await entry()), clientId: 'other', jwks: { keys: [{ kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) }] } },
      ],
      '1.jwks.keys.0 (other)',
    ],
    ['a client twice', async () => [await entry(), await entry()], 'twice'],
    ['something that is no list', () => Promise.resolve({}), 'the file'],
    ['no JSON', () => Promise.resolve('['), 'cannot be read'],
  ])('is refused with %s, in words for the operator', async (_, content, named) => {
    const error = await read(await content());
    expect(error).toBeInstanceOf(StartupError);
    expect(String(error)).toContain(named);
  });

  it('is asked for when there is none', async () => {
    await expect(readRegisteredClients(join(folder, 'nowhere'))).rejects.toThrow(StartupError);
  });
});
