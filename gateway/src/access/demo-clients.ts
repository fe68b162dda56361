import type { CallerName, PurposeCode } from '@hub/domain';
import { departmentNames, listPurposesOf } from '@hub/domain';
import type { ClientFile } from '@hub/server';
import { demoClientFolder, generateSigningKey } from '@hub/server';
import { join } from 'node:path';
import type { Client } from './client.js';
import { readClientFile, writeClientFile } from './client-file.js';

interface DemoClient {
  readonly id: string;
  readonly department: CallerName;
  readonly purposes: readonly PurposeCode[];
  readonly zone?: string;
}

/** The township that the demo's community systems serve. */
const demoTownship = '330921200';

/** One client a department, an auditor and an administrator: registered in synthetic mode only. */
export const demoClients: readonly DemoClient[] = [
  ...departmentNames.map((department) => ({
    id: `${department}-system`,
    department,
    purposes: listPurposesOf(department).map(({ code }) => code as PurposeCode),
    ...(department === 'community' && { zone: demoTownship }),
  })),
  { id: 'auditor', department: 'hub', purposes: ['AUDIT', 'STATISTICS'] },
  { id: 'hub-admin', department: 'hub', purposes: ['OWN_RECORDS', 'DATA_SUBJECT', 'STATISTICS'] },
];

/**
 * Makes the demo clients' files, or brings them up to date: the address of the hub may change from start to start, the
 * keys stay.
 *
 * @returns what to register
 */
export async function prepareDemoClients(dataDir: string, issuer: string): Promise<readonly Client[]> {
  return Promise.all(demoClients.map((client) => prepare(client, demoClientFolder(dataDir), issuer)));
}

async function prepare(
  { id, department, purposes, zone }: DemoClient,
  folder: string,
  issuer: string,
): Promise<Client> {
  const path = join(folder, `${id}.json`);
  const present = await readClientFile(path);
  const { publicJwk, privateJwk } = present?.key ?? (await generateSigningKey());
  const file: ClientFile = {
    clientId: id,
    department,
    purposes,
    issuer,
    tokenEndpoint: `${issuer}/oauth/token`,
    privateJwk,
  };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (present?.text !== text) await writeClientFile(path, text);
  return {
    _id: id,
    department,
    purposes,
    ...(zone !== undefined && { zone }),
    jwks: { keys: [{ ...publicJwk }] },
    active: true,
  };
}
