import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hub/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escalationInboxFile, readEscalationInboxes } from './escalation-inbox-file.js';
import {
  escalationInboxCollection,
  EscalationInboxRepository,
  settleEscalationInboxes,
} from './escalation-inbox.repository.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-inboxes-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const write = (content: unknown) => writeFile(escalationInboxFile(dataDir), JSON.stringify(content));
const row = { level: 'LEADING_GROUP', inbox: 'police', validFrom: '2026-01-01' };

describe('the list of escalation inboxes', () => {
  it('stands for what was in the store, and may leave it as it is', async () => {
    const store = await openStore({ database: 'trial', dataDir, collections: [escalationInboxCollection] });
    try {
      const inboxes = new EscalationInboxRepository(store);
      const find = () =>
        store.withTransaction((session) => inboxes.find('LEADING_GROUP', 'labor', '2026-11-22', session));
      await settleEscalationInboxes(store, await readEscalationInboxes(dataDir));
      expect(await find()).toBe('hub');
      await write([row, { ...row, receiver: 'labor', inbox: 'community', validTo: '2026-10-31' }]);
      await settleEscalationInboxes(store, await readEscalationInboxes(dataDir));
      expect(await find()).toBe('police');
      expect(await inboxes.list()).toHaveLength(2);
      await rm(escalationInboxFile(dataDir));
      await settleEscalationInboxes(store, await readEscalationInboxes(dataDir));
      expect(await find()).toBe('police');
    } finally {
      await store.close();
    }
  });

  it.each([
    [[], 'the file must not be empty'],
    [{}, 'the file'],
    [[{ ...row, level: 'MAYOR' }], '0.level must be one of LIAISON, TOWNSHIP_CENTRE, LEADING_GROUP'],
    [[row, { ...row, inbox: 'tax' }], '1.inbox must be one of police'],
    [[{ ...row, validFrom: '2026-02-30' }], '0.validFrom must be a date'],
    [[{ ...row, phone: '1' }], 'Unrecognized key'],
  ])('is refused at the start when it is %j', async (content, message) => {
    await write(content);
    await expect(readEscalationInboxes(dataDir)).rejects.toThrow(message);
  });
});
