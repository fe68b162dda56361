import { StartupError } from '@hub/server';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The committed, generated schema files of the whole graph. */
export interface SchemaFiles {
  readonly supergraphSdl: string;
  /** `schemas/policy.json`: who may read what, of all departments. */
  readonly policyJson: string;
  /** `schemas/events.json`: what departments tell the hub. */
  readonly eventsJson: string;
}

/** `schemas/` at the root of the repository: the same distance from `src` and from `dist`. */
const schemaFolder = new URL('../../schemas/', import.meta.url);

/** @throws StartupError when a file cannot be read */
export async function readSchemaFiles(): Promise<SchemaFiles> {
  const names = ['supergraph.graphql', 'policy.json', 'events.json'] as const;
  const [supergraphSdl = '', policyJson = '', eventsJson = ''] = await Promise.all(names.map(read));
  return { supergraphSdl, policyJson, eventsJson };
}

async function read(name: string): Promise<string> {
  const path = fileURLToPath(new URL(name, schemaFolder));
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new StartupError(`The schema file ${path} cannot be read; restore it, or make it anew: npm run schemas`, {
      cause,
    });
  }
}
