import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import type { Place } from './search.fixture.js';

/** Files of synthetic mode that hold people and keys by contract, so that a visitor can ask about somebody. */
const exempt = /^demo\/(people\.ndjson|clients\/)/;

/** Every file of a data folder, byte by byte. */
export async function readFiles(dataDir: string): Promise<readonly Place[]> {
  const entries = await readdir(dataDir, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !exempt.test(name));
  return Promise.all(files.map(async (name) => ({ name, content: await readFile(join(dataDir, name)) })));
}

/** What the gateway and each department tell whoever measures them. */
export async function readMetrics({ url, hub }: HubOnTrial): Promise<readonly Place[]> {
  const read = async (name: string, origin: string): Promise<Place> => ({
    name: `metrics of ${name}`,
    content: await (await fetch(`${origin}/metrics`)).text(),
  });
  const departments = departmentNames.map(async (name) => read(name, (await hub.getDepartment(name).start()).url));
  return Promise.all([read('gateway', url), ...departments]);
}
