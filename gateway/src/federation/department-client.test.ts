import { afterEach, describe, expect, it } from 'vitest';
import type { BadDepartment } from '../../test/bad-department.js';
import { startBadDepartment } from '../../test/bad-department.js';
import { DepartmentClient } from './department-client.js';

const request = { method: 'GET', path: '/', body: null, headers: {} } as const;

describe('The client of a department', () => {
  const open: Pick<BadDepartment, 'stop'>[] = [];
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.stop();
  });

  it('tells a department that is late from a pool that is busy', async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const department = await startBadDepartment(() => asked());
    const client = new DepartmentClient({ url: () => department.url, timeoutMs: 60_000, maxConnections: 1 });
    open.push(department, client);
    const first = client.send(request).catch((error: unknown) => error);
    await isAsked;
    await expect(client.send(request, 1)).rejects.toMatchObject({ failure: 'QUEUED' });
    await client.stop();
    // It was asked, so it was the department that left it open
    expect(await first).toMatchObject({ failure: 'UNREACHABLE' });
  });

  it('takes a department for late once it was asked', async () => {
    const department = await startBadDepartment(() => undefined);
    const client = new DepartmentClient({ url: () => department.url, timeoutMs: 1_000 });
    open.push(department, client);
    await expect(client.send(request)).rejects.toMatchObject({ failure: 'TIMEOUT' });
  });

  it('does not ask again where nobody listens', async () => {
    const client = new DepartmentClient({ url: () => 'http://127.0.0.1:1', timeoutMs: 1_000 });
    open.push(client);
    await expect(client.send(request)).rejects.toMatchObject({ failure: 'UNREACHABLE', mayRetry: false });
  });
});
