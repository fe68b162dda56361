import { readFile } from 'node:fs/promises';
import { badInput } from '@hub/domain';
import type { PublicKeySet } from '@hub/server';
import { reachableHost, StartupError } from '@hub/server';
import { readEnvironment } from '../environment.js';

const timeoutMs = 10_000;

/**
 * The hub's public keys: from a file that was kept, from a URL, or from the hub at HOST and PORT.
 *
 * @throws StartupError when nothing answers there; HubError BAD_USER_INPUT when it is no key set
 */
export async function readKeySet(source: string | undefined): Promise<PublicKeySet> {
  const text = source === undefined || /^https?:/.test(source) ? await fetchKeys(source) : await readKeys(source);
  try {
    const set = JSON.parse(text) as Partial<PublicKeySet>;
    if (Array.isArray(set.keys)) return set as PublicKeySet;
  } catch {
    // Said below: no JSON is no key set either
  }
  throw badInput('--jwks', 'The keys are a JSON object { "keys": […] }, as /.well-known/jwks.json of the hub gives');
}

async function fetchKeys(stated: string | undefined): Promise<string> {
  const { host, port } = readEnvironment();
  const url = stated ?? `http://${reachableHost(host)}:${String(port)}/.well-known/jwks.json`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
  if (response?.ok === true) return response.text();
  throw new StartupError(`No keys at ${url}; start the hub, or give --jwks a file that was kept of it`);
}

async function readKeys(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The keys ${path} cannot be read`, { cause });
  });
}
