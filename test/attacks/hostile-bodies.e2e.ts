import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests, findDoor } from '../authorization/department-doors.js';
import { inParallel } from '../authorization/in-parallel.js';
import type { Outsider, Sending } from './outsider.js';
import { createOutsider, readAnswer, verdictOf } from './outsider.js';

const question = JSON.stringify({ query: '{ person(id: "x") { employed { answer } } }' });
const spaces = Buffer.alloc(10_000_000, 0x20);
const megabyte = Buffer.alloc(1_000_000, 0x20);

/** Bodies that are not one operation in JSON, with the headers that say so. */
const bodies: Readonly<Record<string, readonly [body: string | Uint8Array, headers: NonNullable<Sending['headers']>]>> =
  {
    'ten megabytes in 10 kB of gzip': [gzipSync(spaces), { 'content-encoding': 'gzip' }],
    'ten megabytes of deflate': [deflateSync(spaces), { 'content-encoding': 'deflate' }],
    'ten megabytes of brotli': [brotliCompressSync(spaces), { 'content-encoding': 'br' }],
    'gzip in gzip': [gzipSync(gzipSync(spaces)), { 'content-encoding': 'gzip, gzip' }],
    'an encoding that nobody has': [question, { 'content-encoding': 'x-secret' }],
    'UTF-7': [question, { 'content-type': 'application/json; charset=utf-7' }],
    EBCDIC: [question, { 'content-type': 'application/json; charset=ibm037' }],
    'UTF-16': [Buffer.from(question, 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }],
    'UTF-16 that says it is UTF-8': [Buffer.from(question, 'utf16le'), {}],
    'bytes that are no UTF-8': [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), {}],
    'a form': [`query=${encodeURIComponent('{ me { id } }')}`, { 'content-type': 'application/x-www-form-urlencoded' }],
    'a form with files': ['--b\r\n\r\n--b--', { 'content-type': 'multipart/form-data; boundary=b' }],
    'plain text': [question, { 'content-type': 'text/plain' }],
    'GraphQL without JSON': ['{ me { id } }', { 'content-type': 'application/graphql' }],
    'no content type': [question, { 'content-type': '' }],
    'a list of operations': [`[${question},${question}]`, {}],
    'an empty list': ['[]', {}],
    nothing: ['', {}],
    null: ['null', {}],
    'a number': ['7', {}],
    'half of it': [question.slice(0, 20), {}],
    'a hash instead of a query': ['{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', {}],
    'a list nested a hundred thousand times': [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}],
  };

describe('A body', () => {
  let hub: HubOnTrial;
  let outsider: Outsider;
  beforeAll(async () => {
    hub = await startHub();
    outsider = createOutsider(hub);
  });
  afterAll(() => hub.stop());

  it.each(Object.entries(bodies))(
    'that is %s is refused in JSON, and no department hears of it',
    async (_what, [body, headers]) => {
      const before = await countDepartmentRequests(hub);
      const { status, errors, headers: answered, text } = await outsider.post(body, { headers });
      expect([status, errors[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
      expect(answered.get('content-type')).toBe('application/json; charset=utf-8');
      expect(text.length).toBeLessThan(1_000);
      expect(await countDepartmentRequests(hub)).toBe(before);
    },
  );

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('is not taken by %s', async (method) => {
    const headers = await outsider.headersFor();
    const query = encodeURIComponent('mutation { endEnrolment { id } }');
    const response = await fetch(`${hub.url}/graphql?query=${query}`, {
      method,
      headers,
      ...(method !== 'GET' && { body: question }),
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await readAnswer(response)).data).toBeUndefined();
  });

  it('of 50 megabytes is refused, also eight at a time, whether it says its length or not', async () => {
    const before = await countDepartmentRequests(hub);
    const headers = await outsider.headersFor();
    const answers = await inParallel(8, [...'12345678'], async (place) => {
      const body = Number(place) % 2 === 0 ? Buffer.alloc(50 * megabyte.length, 0x20) : pourMegabytes(50);
      return verdictOf(
        await readAnswer(await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body, duplex: 'half' })),
      );
    });
    expect(answers).toEqual(Array.from({ length: 8 }, () => '400 LIMIT_EXCEEDED'));
    expect(await countDepartmentRequests(hub)).toBe(before);
    expect((await outsider.ask('{ me { id } }')).data).toEqual({ me: { id: 'labor-system' } });
  });

  it.each(departmentNames)('of 50 megabytes without a token is refused at the door of %s', async (department) => {
    const door = await findDoor(hub, department);
    const body = Buffer.alloc(50 * megabyte.length, 0x20);
    const answer = await fetch(`${door}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).then(readAnswer, () => undefined);
    // Either the refusal came in time to be read, or the connection broke under what was still being sent
    if (answer !== undefined) expect(verdictOf(answer)).toBe('401 UNAUTHENTICATED');
    expect((await fetch(`${door}/health/live`)).status).toBe(200);
  });

  /** All that is said on one connection to whoever sends these bytes and then nothing more. */
  const say = async (headers: readonly string[], body: string): Promise<string> => {
    const { hostname, port } = new URL(hub.url);
    const own = Object.entries(await outsider.headersFor()).map(([name, value]) => `${name}: ${value}`);
    const head = ['POST /graphql HTTP/1.1', 'host: hub', ...own, ...headers].join('\r\n');
    return new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.end(`${head}\r\n\r\n${body}`));
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
    });
  };
  const me = '{"query":"{ me { id } }"}';
  const length = me.length;

  it.each<readonly [what: string, headers: readonly string[], body: string]>([
    ['more than it sends', [`content-length: ${String(length + 1_000)}`], me],
    ['two lengths', [`content-length: ${String(length)}`, `content-length: ${String(length + 1)}`], me],
    ['a length and chunks', [`content-length: ${String(length)}`, 'transfer-encoding: chunked'], `0\r\n\r\n${me}`],
    ['a negative length', ['content-length: -1'], me],
    ['a length that is no number', ['content-length: 0x10'], me],
    ['chunks that are none', ['transfer-encoding: chunked'], 'zz\r\nxx'],
  ])('that announces %s is not answered as if it were whole', async (_what, headers, body) => {
    const heard = await say(['connection: close', ...headers], body);
    expect(heard).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
    expect(heard).not.toContain('labor-system');
  });

  it('that announces less than it sends smuggles nothing in: what follows is a request of its own, without a token', async () => {
    const second = `POST /graphql HTTP/1.1\r\nhost: hub\r\nconnection: close\r\ncontent-length: ${String(length)}\r\n\r\n${me}`;
    const heard = await say(['connection: keep-alive', `content-length: ${String(length)}`], `${me}${second}`);
    expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401']);
    expect(heard.match(/labor-system/g)).toHaveLength(1);
  });
});

/** So many megabytes of nothing, chunk by chunk. */
function pourMegabytes(count: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if ((left -= 1) < 0) controller.close();
      else controller.enqueue(megabyte);
    },
  });
}
