import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubError, systemClock } from '@hub/domain';
import {
  createDepartmentTokenSigner,
  createFeedTokenSigner,
  createLogger,
  deriveDepartmentKey,
  readHubEnvironment,
  requestHeaders,
} from '@hub/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScopeBase } from '../context/request-context.js';
import { defineSubgraph } from '../define-subgraph.js';
import type { SubgraphService } from '../serving/subgraph-service.js';
import { createSubgraphService } from '../serving/subgraph-service.js';
import { trial } from '../trial.fixture.js';
import type { FeedPage } from './define-event.js';
import { defineReport } from './define-report.js';
import { placeSeen } from './outbox.fixture.js';
import { recordEvent } from './record-event.js';

const secret = randomBytes(32);
const key = deriveDepartmentKey(secret, 'labor');
const feedToken = () => createFeedTokenSigner(key, 'labor').sign();
const callersToken = () =>
  createDepartmentTokenSigner(key, 'labor').sign({
    client: 'hub',
    department: 'hub',
    purpose: 'STATISTICS',
    officer: 'schedule',
  });

const headcount = defineReport<ScopeBase>({
  name: 'headcount',
  description: 'People by place (人数)',
  parameters: { least: 'ownCount' },
  content: { regionCode: 'regionCode', people: 'count' },
  run: ({ parameters }, { scope }) => {
    if (parameters['least'] === 13) throw new TypeError('secret of the inside');
    if (parameters['least'] === 14) return Promise.reject(new HubError('CONFLICT', 'The figures are being corrected'));
    const { purpose, officer } = scope.caller;
    expect({ purpose, officer }).toEqual({ purpose: 'STATISTICS', officer: 'schedule' });
    return Promise.resolve([{ key: '330921', data: { regionCode: '330921', people: 4 } }]);
  },
});

const department = defineSubgraph<ScopeBase>({
  ...trial,
  zones: {},
  policy: { ...trial.policy, rows: trial.policy.rows.map((row) => ({ ...row, readers: {} })) },
  events: [placeSeen],
  reports: [headcount],
  createScope: (base) => base,
});

describe('the doors of a department for the hub itself', () => {
  let dataDir: string;
  let service: SubgraphService;
  let url: string;
  const logLines: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-outbox-'));
    service = createSubgraphService(department, {
      environment: readHubEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir }),
      secret,
      logger: createLogger({
        name: 'labor',
        level: 'error',
        destination: { write: (line) => void logLines.push(line) },
      }),
    });
  });
  beforeEach(async () => {
    ({ url } = await service.start());
  });
  afterEach(() => {
    logLines.length = 0;
  });
  afterAll(async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const send = async (path: string, { token, ...init }: RequestInit & { readonly token?: string } = {}) => {
    const headers = { ...(token !== undefined && { [requestHeaders.departmentToken]: token }) };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as FeedPage & { readonly errors?: unknown } };
  };
  const read = async (search: string) => send(`/feed?${search}`, { token: await feedToken() });
  const report = async (path: string, body: unknown) =>
    send(`/reports/${path}`, { method: 'POST', token: await feedToken(), body: JSON.stringify(body) });
  const see = (place: string): Promise<void> => {
    const base = { store: service.getStore(), clock: systemClock, events: [placeSeen] };
    return base.store.withTransaction((session) => recordEvent(base, session, placeSeen, { place, people: 3 }));
  };

  it('give the feed to the gateway, page by page', async () => {
    expect((await read('after=0')).body).toMatchObject({ oldest: 1, newest: 0, events: [] });
    await see('DOCK');
    await see('PIER');
    const { status, body } = await read('after=0&limit=1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      feedId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      newest: 2,
      events: [{ sequence: 1, type: 'labor.place.seen', data: { place: 'DOCK', people: 3 } }],
    });
    expect((await read('after=1')).body.events).toMatchObject([{ sequence: 2, data: { place: 'PIER' } }]);
  });

  it('let a reader wait until something comes', async () => {
    const { newest } = (await read('after=0')).body;
    const reader = read(`after=${String(newest)}&waitMs=25000`);
    await see('QUAY');
    expect((await reader).body.events).toMatchObject([{ data: { place: 'QUAY' } }]);
  });

  it('answer whoever waits when the department stops, and keep the feed over a restart', async () => {
    const { newest, feedId } = (await read('after=0')).body;
    const reader = read(`after=${String(newest)}&waitMs=25000`);
    // What was sent later, over another connection, is answered: the reader was heard before
    await read('after=0');
    await service.stop();
    expect((await reader).body).toMatchObject({ newest, events: [] });
    ({ url } = await service.start());
    expect((await read('after=0')).body).toMatchObject({ newest, feedId });
  });

  it.each([
    ['nothing', ''],
    ['a position before the first', 'after=-1'],
    ['no number', 'after=one'],
    ['half a position', 'after=1.5'],
    ['a hexadecimal position', 'after=0x10'],
    ['a position beyond all', 'after=99999999999999999999'],
    ['a page of nothing', 'after=0&limit=0'],
    ['too large a page', 'after=0&limit=1001'],
    ['too long a wait', 'after=0&waitMs=25001'],
    ['a position twice', 'after=0&after=1'],
    ['something else', 'after=0&type=labor.place.seen'],
    ['an inherited name', 'after=0&__proto__=1'],
  ])('refuse %s in place of a position', async (_what, search) => {
    const { status, body } = await read(search);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('run a report in the hub’s name, and suppress small counts', async () => {
    const { status, body } = await report('headcount', { asOf: '2026-11-22', parameters: { least: 1 } });
    expect(status).toBe(200);
    expect(body).toEqual({ rows: [{ key: '330921', data: { regionCode: '330921', people: '<10' } }] });
  });

  it('answer 404 for a report that nobody made, whatever it is called', async () => {
    for (const name of ['births', 'headcount/', 'headcount?x', '..%2Fgraphql', '__proto__', '']) {
      expect((await report(name, { asOf: '2026-11-22', parameters: { least: 1 } })).status, name).toBe(404);
    }
  });

  it.each([
    ['no day', { parameters: { least: 1 } }],
    ['no such day', { asOf: '2026-02-30', parameters: { least: 1 } }],
    ['a number for the day', { asOf: 20261122, parameters: { least: 1 } }],
    ['parameters missing', { asOf: '2026-11-22' }],
    ['a list of parameters', { asOf: '2026-11-22', parameters: [1] }],
    ['parameters of another report', { asOf: '2026-11-22', parameters: { least: 1, name: '张三' } }],
    ['a list for all', []],
    ['null', null],
  ])('refuse to run a report with %s', async (_what, body) => {
    const { status, text } = await report('headcount', body);
    expect(status).toBe(400);
    expect(text).not.toContain('张三');
  });

  it('answer 500 without a word of what failed, and 409 with what the report itself says', async () => {
    const failed = await report('headcount', { asOf: '2026-11-22', parameters: { least: 13 } });
    expect(failed.status).toBe(500);
    expect(failed.body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(failed.text).not.toContain('inside');
    expect(logLines.join('')).toContain('request failed');
    expect((await report('headcount', { asOf: '2026-11-22', parameters: { least: 14 } })).status).toBe(409);
  });

  describe('open to nobody else:', () => {
    const doors = [
      ['the feed', '/feed?after=0', {}],
      ['a report', '/reports/headcount', { method: 'POST', body: '{}' }],
      ['a report that does not exist', '/reports/births', { method: 'POST', body: '{}' }],
    ] as const;
    const keys: readonly (readonly [string, () => Promise<string> | undefined])[] = [
      ['no token', () => undefined],
      ['a made-up token', () => Promise.resolve('a.b.c')],
      ['a caller’s token, the hub’s own included', callersToken],
      [
        'another department’s feed token',
        () => createFeedTokenSigner(deriveDepartmentKey(secret, 'police'), 'police').sign(),
      ],
      [
        'a feed token of another key',
        () => createFeedTokenSigner(deriveDepartmentKey(randomBytes(32), 'labor'), 'labor').sign(),
      ],
    ];

    it.each(doors.flatMap((door) => keys.map(([what, make]) => [door[0], what, door, make] as const)))(
      '%s is not opened by %s',
      async (_door, _what, [, path, init], make) => {
        const token = await make();
        const { status, body } = await send(path, { ...init, ...(token !== undefined && { token }) });
        expect(status).toBe(401);
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        expect(body.events).toBeUndefined();
      },
    );

    it('and the feed token opens no GraphQL', async () => {
      const { status, text } = await send('/graphql', {
        method: 'POST',
        token: await feedToken(),
        body: '{"query":"{ motto }"}',
      });
      expect(status).toBe(401);
      expect(text).not.toContain('purpose');
    });

    it.each([
      ['POST', '/feed?after=0'],
      ['GET', '/reports/headcount'],
      ['GET', '/feed/'],
      ['GET', '/feeds'],
      ['GET', '/reports'],
    ])('%s %s is no door', async (method, path) => {
      expect((await send(path, { method, token: await feedToken() })).status).toBe(404);
    });
  });
});
