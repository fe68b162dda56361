import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** People of the demo township, as every visitor finds them: their ids in the hub and their names. */
export async function readPeople(dataDir) {
  const lines = await readFile(join(dataDir, 'demo', 'people.ndjson'), 'utf8');
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ personId, name }) => ({ id: personId, name }));
}
