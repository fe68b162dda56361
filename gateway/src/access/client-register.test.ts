import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@hub/store';
import { openStore } from '@hub/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from './client.js';
import { clientCollection, ClientRegister, clientRegisterOf } from './client-register.js';

const labor: Client = { _id: 'labor-system', department: 'labor', purposes: [], jwks: { keys: [] }, active: true };
const police: Client = { ...labor, _id: 'police-system', department: 'police' };

describe('The register of clients', () => {
  let dataDir: string;
  let store: Store;
  let nowMs = 0;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-register-'));
    store = await openStore({ database: 'trial', dataDir, collections: [clientCollection] });
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const createRegister = (): ClientRegister => new ClientRegister(store, () => nowMs);

  it('knows at once what it was told itself', async () => {
    const register = createRegister();
    await register.replaceAll([labor, police]);
    expect(await register.findActive('labor-system')).toMatchObject({ department: 'labor' });
    await register.replaceAll([police]);
    expect(await register.findActive('labor-system')).toBeUndefined();
    expect(await register.findActive('police-system')).toMatchObject({ department: 'police' });
    expect(await register.findActive('__proto__')).toBeUndefined();
  });

  it('needs no store between two readings', async () => {
    const register = createRegister();
    await register.replaceAll([labor]);
    await register.findActive('labor-system');
    nowMs += 499;
    await store.close();
    expect(await register.findActive('labor-system')).toMatchObject({ department: 'labor' });
  });

  it('learns after a second at the latest what another gateway changed', async () => {
    const register = createRegister();
    await register.replaceAll([labor]);
    await register.findActive('labor-system');
    await createRegister().replaceAll([]);
    nowMs += 1_000;
    expect(await register.findActive('labor-system')).toBeUndefined();
  });

  it('lets nobody in on what is too old when the store cannot be read', async () => {
    const register = createRegister();
    await register.replaceAll([labor]);
    await register.findActive('labor-system');
    await store.close();
    nowMs += 1_000;
    await expect(register.findActive('labor-system')).rejects.toThrow();
  });

  it('is one for all who share a store', () => {
    expect(clientRegisterOf(store)).toBe(clientRegisterOf(store));
  });
});
