import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, HubError, isPurposeCode, listPurposesOf, parseRegionCode } from '@hub/domain';
import { isUsableClientKey, StartupError } from '@hub/server';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Client } from './client.js';

/** Public keys alone: a private part has no business in a register. */
const publicJwk = z
  .looseObject({ kty: z.enum(['OKP', 'EC']), kid: z.string().min(1).max(200).optional() })
  .refine((jwk) => !('d' in jwk), { error: 'must be a public key: take out its private part d', abort: true })
  .refine(isUsableClientKey, { error: 'must be a whole Ed25519 (EdDSA) or P-256 (ES256) key' });

const entry = z
  .strictObject({
    clientId: z.string().regex(/^[a-z][a-z0-9-]{1,63}$/, { error: 'must be lower-case letters, digits and hyphens' }),
    department: z.enum(callerNames as readonly [CallerName, ...CallerName[]]),
    purposes: z.array(z.string().refine(isPurposeCode, { error: 'must be the code of a purpose' })).min(1),
    zone: z
      .string()
      .refine(isZone, { error: 'must be the code of a region in a province of GB/T 2260: 2, 4, 6, 9 or 12 digits' })
      .optional(),
    jwks: z.strictObject({ keys: z.array(publicJwk).min(1).max(10) }),
    active: z.boolean().default(true),
  })
  .refine(({ department, purposes }) => purposes.every((code) => holds(department, code)), {
    error: 'lists a purpose that its department does not hold',
    path: ['purposes'],
  });

const clientList = z.array(entry);

/** A zone that is not the code of a place would let its client see nobody, without a word why. */
function isZone(code: string): boolean {
  try {
    return parseRegionCode(code, 'zone') === code;
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
}

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
  const listed = await readJson(file);
  const parsed = clientList.safeParse(listed);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `  - ${describePlace(listed, path)} ${message}`);
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

/** `0.zone (education-exam-system)`: the place in the list, and whose entry it is. */
function describePlace(listed: unknown, path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  const at: unknown = Array.isArray(listed) ? listed[Number(path[0])] : undefined;
  const id = typeof at === 'object' && at !== null && 'clientId' in at ? at.clientId : undefined;
  return `${path.join('.')}${typeof id === 'string' ? ` (${id.slice(0, 64)})` : ''}`;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const fix = 'write a JSON list of the systems that may call, with their public keys (gateway/README.md)';
    throw new StartupError(`The list of clients ${file} cannot be read; ${fix}`, { cause });
  }
}
