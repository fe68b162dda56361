import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a real MongoDB replica set is, if anywhere; its databases `hub_conformance_*` are emptied by the tests. */
export const mongodbUrl: string | undefined = process.env['MONGODB_URL'];

/** A MongoDB server that the tests may start, if there is one on the PATH. */
export const mongodProgram: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => folder !== '')
  .map((folder) => join(folder, 'mongod'))
  .find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
