import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDepartmentTokenSigner,
  createLogger,
  deriveDepartmentKey,
  readHubEnvironment,
  requestHeaders,
} from '@hub/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trial } from '../trial.fixture.js';
import type { SubgraphService } from './subgraph-service.js';
import { createSubgraphService } from './subgraph-service.js';

const secret = randomBytes(32);

describe('a department over HTTP', () => {
  let dataDir: string;
  let service: SubgraphService;
  let url: string;
  let token: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-service-'));
    const environment = readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir });
    service = createSubgraphService(trial, {
      environment,
      secret,
      logger: createLogger({ name: 'labor', level: 'silent' }),
    });
    ({ url } = await service.start());
    token = await createDepartmentTokenSigner(deriveDepartmentKey(secret, 'labor'), 'labor').sign({
      client: 'education-system',
      department: 'education',
      purpose: 'SCHOOL_ADMISSION',
      officer: 'officer-1',
      caseNumber: 'C-1',
    });
  });
  afterAll(async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const post = async (body: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [requestHeaders.departmentToken]: token, ...headers },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      answered: JSON.parse(text) as { data?: unknown; errors?: { extensions: Record<string, unknown> }[] },
    };
  };

  it('answers the gateway, names the request and lets nobody keep the answer', async () => {
    const { status, headers, answered } = await post(JSON.stringify({ query: '{ motto }' }), { 'X-Request-Id': 'r-1' });
    expect(status).toBe(200);
    expect(answered).toEqual({ data: { motto: 'ask with a purpose' } });
    expect(headers.get('x-request-id')).toBe('r-1');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['no token', { [requestHeaders.departmentToken]: '' }],
    ['a made-up token', { [requestHeaders.departmentToken]: 'a.b.c' }],
  ])('answers 401 to %s, without a word of data', async (_what, headers) => {
    const { status, answered } = await post(JSON.stringify({ query: '{ motto }' }), headers);
    expect(status).toBe(401);
    expect(answered).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(answered.data).toBeUndefined();
  });

  it.each([
    ['no JSON', 'motto', {}, 'BAD_USER_INPUT'],
    ['nothing', '', {}, 'BAD_USER_INPUT'],
    ['a compressed body', JSON.stringify({ query: '{ motto }' }), { 'Content-Encoding': 'gzip' }, 'BAD_USER_INPUT'],
    ['more than a mebibyte', ' '.repeat(1024 * 1024 + 1), {}, 'LIMIT_EXCEEDED'],
  ])('refuses %s with 400', async (_what, body, headers, code) => {
    const { status, answered } = await post(body, headers);
    expect(status).toBe(400);
    expect(answered).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it.each(['[]', 'null', '"motto"', '{}', '{"query":5}'])('refuses the JSON %s, which asks nothing', async (body) => {
    const { status, answered } = await post(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(answered.data).toBeUndefined();
  });

  it('tells its health and counts its requests to whoever operates it, and serves nothing else', async () => {
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ok: true, department: 'labor' });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('hub_requests_total');
    for (const [method, path] of [
      ['GET', '/graphql'],
      ['POST', '/graphql/'],
      ['POST', '/graphql?query=x'],
      ['GET', '/'],
    ] as const) {
      const response = await fetch(`${url}${path}`, { method, headers: { [requestHeaders.departmentToken]: token } });
      expect(response.status, `${method} ${path}`).toBe(404);
    }
  });

  it('starts again after a stop, with what it had', async () => {
    await service.stop();
    ({ url } = await service.start());
    expect((await post(JSON.stringify({ query: '{ motto }' }))).status).toBe(200);
  });
});
