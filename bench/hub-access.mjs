import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoClientFolder, HubClient } from '@hub/server';
import { requestHeaders } from '@hub/server';
import { caller } from './questions.mjs';

/** The way of a department's system into the hub: a function that gives the headers of a request, with a valid token. */
export async function openHubAccess(dataDir, { client, purpose, officer, caseNumber } = caller) {
  const file = JSON.parse(await readFile(join(demoClientFolder(dataDir), `${client}.json`), 'utf8'));
  const hubClient = new HubClient(file);
  return async () => ({
    authorization: `Bearer ${await hubClient.getToken()}`,
    [requestHeaders.purpose]: purpose,
    [requestHeaders.officer]: officer,
    [requestHeaders.caseNumber]: caseNumber,
  });
}
