import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAccessTokens, generateSigningKey, loadSigningKeys } from '@hub/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayTrial } from '../../test/gateway-trial.js';
import { startGatewayTrial } from '../../test/gateway-trial.js';

const departments = ['police', 'family-planning', 'labor', 'education', 'commerce', 'community'] as const;
const me = '{ me { id } }';

describe('A hostile client', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial({
      without: departments,
      httpLimits: { headersTimeoutMs: 200, requestTimeoutMs: 400, checkIntervalMs: 50 },
    });
  });
  afterAll(() => hub.stop());

  /** Everything that the gateway says before it closes the connection. */
  const say = async (text: string | Buffer): Promise<string> => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect({ host: hostname, port: Number(port) });
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    return heard;
  };
  const head = async (headers: Readonly<Record<string, string | number>>): Promise<string> => {
    const all = {
      Host: 'hub',
      Authorization: `Bearer ${await hub.tokenOf('education-system')}`,
      'Hub-Purpose': 'OWN_RECORDS',
      'Hub-Officer': 'o',
      'Content-Type': 'application/json',
      Connection: 'close',
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${String(value)}`);
    return `POST /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  };

  it('that sends its headers slowly is cut off', async () => {
    expect(await say('POST /graphql HTTP/1.1\r\nHost: hub\r\nX-Slow: ')).toMatch(/^$|408/);
  });

  it('that promises more than it sends is cut off', async () => {
    expect(await say(`${await head({ 'Content-Length': 1000 })}{"query":`)).toMatch(/^$|40[08]/);
  });

  it('that sends more than it promises gets one answer', async () => {
    const body = JSON.stringify({ query: me });
    const heard = await say(`${await head({ 'Content-Length': body.length })}${body}${'x'.repeat(10_000)}`);
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('that sends two lengths gets nothing', async () => {
    expect(await say(`${await head({ 'Content-Length': '5\r\nContent-Length: 6' })}{"a":1}`)).toContain('400');
  });

  it('that sends a compressed bomb gets a refusal', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x20));
    const heard = await say(
      Buffer.concat([Buffer.from(await head({ 'Content-Encoding': 'gzip', 'Content-Length': bomb.length })), bomb]),
    );
    expect(heard).toContain('400');
    expect(heard).toContain('Content-Encoding');
  });

  it('that sends 50 MB without a token is not listened to', async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.alloc(50_000_000, 0x20),
    }).catch((error: unknown) => error);
    // Either the answer came before the upload broke off, or the upload broke off first
    if (response instanceof Response) expect(response.status).toBe(401);
    else expect(response).toBeInstanceOf(TypeError);
  });

  it('that makes its own tokens is not let in', async () => {
    const keys = await loadSigningKeys(join(hub.dataDir, 'keys', 'access-token-keys.json'), {
      createWhenMissing: false,
    });
    const stranger = await generateSigningKey();
    const grant = { client: 'education-system', department: 'education', purposes: ['OWN_RECORDS'] } as const;
    const shifted = (seconds: number): { now: () => Date } => ({ now: () => new Date(Date.now() + seconds * 1000) });
    const issuer = hub.url;
    const good = await createAccessTokens({ issuer, keys }).sign(grant);
    const [header = '', claims = '', signature = ''] = good.split('.');
    const forged = {
      'another key': await createAccessTokens({ issuer, keys: [stranger] }).sign(grant),
      'another key under our id': await createAccessTokens({ issuer, keys: [{ ...stranger, kid: keys[0].kid }] }).sign(
        grant,
      ),
      'another issuer': await createAccessTokens({ issuer: 'https://other.example', keys }).sign(grant),
      'an expired token': await createAccessTokens({ issuer, keys, clock: shifted(-700) }).sign(grant),
      'a token of tomorrow': await createAccessTokens({ issuer, keys, clock: shifted(86_400) }).sign(grant),
      'a client that is not registered': await createAccessTokens({ issuer, keys }).sign({
        ...grant,
        client: 'nobody',
      }),
      'no algorithm': `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.`,
      'changed claims': `${header}.${claims.slice(0, -2)}AA.${signature}`,
      padding: `${good}=`,
      'a dot too many': `${good}.`,
    };
    const headers = { 'hub-purpose': 'OWN_RECORDS' };
    expect((await hub.ask(me, { token: good, headers })).status).toBe(200);
    for (const [what, token] of Object.entries(forged)) {
      expect([what, (await hub.ask(me, { token, headers })).status]).toEqual([what, 401]);
    }
  });

  it('leaves no number and no token in the log', async () => {
    await hub.ask(`{ person(id: "990000199001011234") { id } }`, { headers: { 'hub-purpose': 'OWN_RECORDS' } });
    const log = hub.log.join('');
    expect(log).not.toContain('990000199001011234');
    expect(log).not.toContain(await hub.tokenOf('education-system'));
  });
});
