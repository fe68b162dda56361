import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@hub/store';
import { openStore } from '@hub/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inWritingOrder } from './writing-order.js';

const never = new Promise<never>(() => undefined);

describe('Writers of one store', () => {
  const folders: string[] = [];
  const stores: Store[] = [];
  async function open(): Promise<Store> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hub-order-'));
    const store = await openStore({ database: 'trial', dataDir, collections: [] });
    folders.push(dataDir);
    stores.push(store);
    return store;
  }
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    for (const each of stores.splice(0)) await each.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });

  it('write one after another, in the order they came', async () => {
    const steps: string[] = [];
    const write = (name: string) => async (): Promise<void> => {
      steps.push(`${name} begins`);
      await new Promise(setImmediate);
      steps.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => inWritingOrder(store, write(name))));
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('do not wait for those of another store', async () => {
    void inWritingOrder(store, () => never);
    expect(await inWritingOrder(await open(), () => Promise.resolve('done'))).toBe('done');
  });

  it('go on when one of them fails, and it hears of its failure', async () => {
    const failing = inWritingOrder(store, () => Promise.reject(new Error('undone')));
    const next = inWritingOrder(store, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('undone');
    expect(await next).toBe('done');
  });

  it('do not wait for ever for one that does not end', async () => {
    void inWritingOrder(store, () => never);
    expect(await inWritingOrder(store, () => Promise.resolve('done'), 10)).toBe('done');
  });
});
