import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateSigningKey } from '../tokens/signing-keys.js';
import { HubClient } from './hub-client.js';

const { privateJwk } = await generateSigningKey();

describe('A client of the hub', () => {
  const heard: IncomingMessage[] = [];
  let tokens = 0;
  /** The hub accepts the tokens from this one on. */
  let firstGoodToken = 1;
  let server: Server;
  let client: HubClient;

  beforeEach(async () => {
    heard.length = 0;
    [tokens, firstGoodToken] = [0, 1];
    server = createServer((request, response) => {
      request.resume();
      response.setHeader('Content-Type', 'application/json');
      if (request.url === '/oauth/token') {
        tokens += 1;
        return response.end(JSON.stringify({ access_token: `token-${String(tokens)}`, expires_in: 600 }));
      }
      heard.push(request);
      const isGood = Number(request.headers.authorization?.replace('Bearer token-', '')) >= firstGoodToken;
      response.statusCode = isGood ? 200 : 401;
      return response.end(
        isGood ? '{"data":{}}' : '{"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}]}',
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    client = new HubClient({
      clientId: 'labor-system',
      department: 'labor',
      purposes: ['OWN_RECORDS'],
      issuer,
      tokenEndpoint: `${issuer}/oauth/token`,
      privateJwk,
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = (officer = 'li-42'): ReturnType<HubClient['ask']> =>
    client.ask('{ me { id } }', {}, { purpose: 'OWN_RECORDS', officer, caseNumber: '舟〔2026〕12号' });

  it('may be an officer with a Chinese name', async () => {
    expect((await ask('李警官 50%')).status).toBe(200);
    expect(heard[0]?.headers).toMatchObject({
      'hub-officer': encodeURIComponent('李警官 50%'),
      'hub-case': encodeURIComponent('舟〔2026〕12号'),
    });
  });

  it('gets another token when the hub no longer knows its own', async () => {
    await ask();
    firstGoodToken = 2;
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect([tokens, heard.length]).toEqual([2, 4]);
  });

  it('tries no more than once again', async () => {
    firstGoodToken = 100;
    expect(await ask()).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect([tokens, heard.length]).toEqual([2, 2]);
  });

  it('says that no hub answers only when none does', async () => {
    await expect(
      client.ask('{ me { id } }', {}, { purpose: 'OWN\nRECORDS' as 'OWN_RECORDS', officer: 'o' }),
    ).rejects.toThrow(TypeError);
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await expect(ask()).rejects.toMatchObject({ code: 'DEPARTMENT_UNAVAILABLE' });
  });
});
