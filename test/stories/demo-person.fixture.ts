import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoPerson } from '@hub/testing';

/** A line of `demo/people.ndjson`, as a visitor reads it. */
export type PersonLine = Omit<DemoPerson, 'personKey'> & { readonly personId: string };

export async function readPeople(dataDir: string): Promise<readonly PersonLine[]> {
  const text = await readFile(join(dataDir, 'demo', 'people.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PersonLine);
}
