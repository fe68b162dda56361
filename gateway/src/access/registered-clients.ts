import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, isPurposeCode, listPurposesOf } from '@hub/domain';
import { StartupError } from '@hub/server';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Client } from './client.js';

/** Public keys alone: a private part has no business in a register. */
const publicJwk = z
  .looseObject({ kty: z.enum(['OKP', 'EC']), kid: z.string().min(1).max(200).optional() })
  .refine((jwk) => !('d' in jwk), { error: 'must be a public key: take out its private part d' });

const entry = z
  .strictObject({
    clientId: z.string().regex(/^[a-z][a-z0-9-]{1,63}$/, { error: 'must be lower-case letters, digits and hyphens' }),
    department: z.enum(callerNames as readonly [CallerName, ...CallerName[]]),
    purposes: z.array(z.string().refine(isPurposeCode, { error: 'must be the code of a purpose' })).min(1),
    zone: z
      .string()
      .regex(/^\d{2,12}$/, { error: 'must be a region code of 2 to 12 digits' })
      .optional(),
    jwks: z.strictObject({ keys: z.array(publicJwk).min(1).max(10) }),
    active: z.boolean().default(true),
  })
  .refine(({ department, purposes }) => purposes.every((code) => holds(department, code)), {
    error: 'lists a purpose that its department does not hold',
    path: ['purposes'],
  });

const clientList = z.array(entry);

function holds(department: CallerName, purpose: PurposeCode): boolean {
  return listPurposesOf(department).some(({ code }) => code === purpose);
}

/** Where an operator registers clients outside synthetic mode. */
export function clientListFile(dataDir: string): string {
  return join(dataDir, 'clients.json');
}

/**
 * Reads the clients that an operator registered: a JSON list of `{ clientId, department, purposes, zone?, jwks, active? }`
 * with public keys only.
 *
 * @throws StartupError naming the file and every entry at fault
 */
export async function readRegisteredClients(dataDir: string): Promise<readonly Client[]> {
  const file = clientListFile(dataDir);
  const parsed = clientList.safeParse(await readJson(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'} ${message}`);
    throw new StartupError(`The list of clients ${file} has problems:\n${problems.join('\n')}`);
  }
  const ids = parsed.data.map(({ clientId }) => clientId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new StartupError(`The list of clients ${file} has ${twice} twice; remove one`);
  return parsed.data.map(({ clientId, zone, jwks, ...client }) => ({
    _id: clientId,
    ...client,
    ...(zone === undefined ? {} : { zone }),
    jwks: { keys: jwks.keys.map((jwk) => ({ ...jwk })) },
  }));
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const fix = 'write a JSON list of the systems that may call, with their public keys (gateway/README.md)';
    throw new StartupError(`The list of clients ${file} cannot be read; ${fix}`, { cause });
  }
}
