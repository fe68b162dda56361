import { HubError } from '@hub/domain';
import type { Express } from 'express';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/logger.js';
import { createApp } from './app.js';
import { sendError } from './error-response.js';
import type { HttpService } from './http-service.js';
import { createHttpService } from './http-service.js';
import { parseFormBody } from './json-body.js';
import { requestIdOf } from './request-id.js';

const logged: string[] = [];
const logger = createLogger({ name: 'test', level: 'debug', destination: { write: (line) => logged.push(line) } });
let service: HttpService | undefined;

afterEach(async () => {
  await service?.stop();
  logged.length = 0;
});

async function serve(routes: (app: Express) => void, jsonBodyLimitBytes?: number | 'none'): Promise<string> {
  const app = createApp({ logger, routes, ...(jsonBodyLimitBytes === undefined ? {} : { jsonBodyLimitBytes }) });
  service = createHttpService({ app, host: '127.0.0.1', port: 0, logger });
  return (await service.start()).url;
}

const echo = (app: Express) =>
  app.post('/echo', (incoming, response) => {
    response.json({ body: incoming.body as unknown, requestId: requestIdOf(incoming) });
  });

const postJson = (url: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('a request id', () => {
  it('is the caller’s own when it is a sane one', async () => {
    const url = await serve(echo);
    const answer = await postJson(`${url}/echo`, '{}', { 'x-request-id': 'case/2026-11:7#a' });
    expect(answer.headers.get('x-request-id')).toBe('case/2026-11:7#a');
    expect(await answer.json()).toMatchObject({ requestId: 'case/2026-11:7#a' });
  });

  it.each(['', 'x'.repeat(129), 'two words', 'tab\tbed', 'ümlaut'])(
    'is made when the caller’s is none (%s)',
    async (given) => {
      const url = await serve(echo);
      const answer = await postJson(`${url}/echo`, '{}', { 'x-request-id': given });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    },
  );

  it('is answered with errors and unknown paths too', async () => {
    const url = await serve(echo);
    const answer = await fetch(`${url}/nowhere`, { headers: { 'x-request-id': 'r1' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-request-id')).toBe('r1');
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: 'Nothing is served at this path with this method',
          extensions: { code: 'NOT_FOUND', requestId: 'r1' },
        },
      ],
    });
  });

  it('belongs to requests of the app only', () => {
    expect(() =>
      requestIdOf(
        request('http://127.0.0.1:9')
          .on('error', () => undefined)
          .destroy() as never,
      ),
    ).toThrow('The request did not go through createApp');
  });
});

describe('every answer', () => {
  it('tells browsers to guess nothing, keep nothing and embed nothing', async () => {
    const url = await serve(echo);
    const { headers } = await postJson(`${url}/echo`, '{}');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('etag')).toBe(false);
  });
});

describe('a JSON body', () => {
  const refusal = (code: string, field?: string) => ({
    errors: [
      { extensions: { code, requestId: expect.any(String) as unknown, ...(field === undefined ? {} : { field }) } },
    ],
  });

  it('is parsed', async () => {
    const url = await serve(echo);
    const answer = await postJson(`${url}/echo`, '{"n":"姓名"}', {
      'content-type': 'application/json; charset="UTF-8"',
    });
    expect(await answer.json()).toMatchObject({ body: { n: '姓名' } });
  });

  it('may be as large as the limit and no larger', async () => {
    const url = await serve(echo, 100);
    const fitting = JSON.stringify('x'.repeat(96));
    expect((await postJson(`${url}/echo`, `[${fitting}]`)).status).toBe(200);
    const answer = await postJson(`${url}/echo`, `[${fitting} ]`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: 'The request body is larger than 100 bytes; send less at a time' }],
    });
  });

  it('of 50 MB is refused, whether it says its length or not', async () => {
    const url = await serve(echo);
    const large = await postJson(`${url}/echo`, Buffer.alloc(50e6, 0x20));
    expect(large.status).toBe(400);
    expect(await large.json()).toMatchObject(refusal('LIMIT_EXCEEDED'));
    expect(await postInChunks(`${url}/echo`, 50e6)).toMatchObject({ status: 400, body: refusal('LIMIT_EXCEEDED') });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['is malformed', '{"a":', {}, 'body'],
    ['is no object', '"text"', {}, 'body'],
    ['is in utf-7', '{}', { 'content-type': 'application/json; charset=utf-7' }, 'Content-Type'],
    ['is in ibm037', '{}', { 'content-type': 'application/json;charset=ibm037' }, 'Content-Type'],
    ['is in utf-16', '{}', { 'content-type': 'application/json; charset=utf-16le' }, 'Content-Type'],
    ['names two charsets', '{}', { 'content-type': 'application/json; charset=utf-8; charset=utf-7' }, 'Content-Type'],
    ['claims to be compressed', '{}', { 'content-encoding': 'br' }, 'Content-Encoding'],
  ])('that %s is refused', async (_case, body, headers, field) => {
    const url = await serve(echo);
    const answer = await postJson(`${url}/echo`, body, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject(refusal('BAD_USER_INPUT', field));
  });

  it('that unpacks to a bomb is refused before it is unpacked', async () => {
    const url = await serve(echo);
    const answer = await postJson(`${url}/echo`, gzipSync(Buffer.alloc(20e6, 0x20)), { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject(refusal('BAD_USER_INPUT', 'Content-Encoding'));
  });

  it('that is malformed is not quoted, neither in the answer nor in the log', async () => {
    const url = await serve(echo);
    const answer = await postJson(`${url}/echo`, '{"name":"张小明" geheim}');
    const said = (await answer.text()) + logged.join('');
    expect(said).not.toMatch(/张小明|geheim/);
  });

  it('is left alone where the app parses bodies itself', async () => {
    const url = await serve((app) => {
      app.post('/form', ...parseFormBody(), (incoming, response) => response.json(incoming.body));
      echo(app);
    }, 'none');
    const form = await fetch(`${url}/form`, { method: 'POST', body: new URLSearchParams({ grant_type: 'x', a: '1' }) });
    expect(await form.json()).toEqual({ grant_type: 'x', a: '1' });
    const many = new URLSearchParams(Array.from({ length: 21 }, (_, index): [string, string] => [`p${index}`, '1']));
    const refused = await fetch(`${url}/form`, { method: 'POST', body: many });
    expect(await refused.json()).toMatchObject(refusal('LIMIT_EXCEEDED'));
    expect(await (await postJson(`${url}/echo`, '{')).json()).not.toHaveProperty('body');
  });
});

describe('an error', () => {
  it('of ours is answered with its code, details and status', async () => {
    const url = await serve((app) => {
      app.get('/limited', () => {
        throw new HubError('RATE_LIMITED', 'Too many requests; wait', { retryAfterSeconds: 1.5 });
      });
      app.get('/denied', (_incoming, response) => {
        sendError(response, new HubError('UNAUTHENTICATED', 'The token has expired', { reason: 'TOKEN_EXPIRED' }));
      });
      app.get('/taken', () => Promise.reject(new HubError('CONFLICT', 'Taken')));
    });
    const limited = await fetch(`${url}/limited`, { headers: { 'x-request-id': 'r1' } });
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('2');
    expect(await limited.json()).toEqual({
      errors: [
        {
          message: 'Too many requests; wait',
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1.5, requestId: 'r1' },
        },
      ],
    });
    const denied = await fetch(`${url}/denied`);
    expect([denied.status, denied.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await fetch(`${url}/taken`)).status).toBe(409);
  });

  it('of another kind is answered without detail and logged under the request id', async () => {
    const url = await serve((app) => app.get('/broken', () => Promise.reject(new TypeError('geheim'))));
    const answer = await fetch(`${url}/broken`, { headers: { 'x-request-id': 'r9' } });
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text + logged.join('')).not.toContain('geheim');
    expect(logged.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'error', requestId: 'r9', err: { type: 'TypeError' }, msg: 'request failed' },
    ]);
  });

  it('in a path is the caller’s, not ours', async () => {
    const url = await serve((app) => app.get('/items/:id', (_incoming, response) => response.json({})));
    const answer = await fetch(`${url}/items/%E0%A4%A`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('in the middle of an answer cuts the connection', async () => {
    const url = await serve((app) =>
      app.get('/half', (_incoming, response) => {
        response.write('half');
        throw new Error('late');
      }),
    );
    await expect(fetch(`${url}/half`).then((answer) => answer.text())).rejects.toThrow();
  });
});

/** Without Content-Length; stops writing as soon as the answer is there. */
function postInChunks(url: string, bytes: number): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    outgoing.on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        outgoing.destroy();
        resolve({ status: answer.statusCode, body: JSON.parse(text) });
      });
    });
    outgoing.on('error', reject);
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    let left = bytes;
    const write = () => {
      while (left > 0 && !outgoing.destroyed) {
        left -= chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once('drain', write);
      }
      outgoing.end();
    };
    write();
  });
}
