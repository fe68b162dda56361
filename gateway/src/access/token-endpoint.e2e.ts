import { createHmac } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSigningKey, signClientAssertion } from '@hub/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayTrial } from '../../test/gateway-trial.js';
import { assertionForm, startGatewayTrial } from '../../test/gateway-trial.js';
import { clientRegisterOf } from './client-register.js';

const departments = ['police', 'family-planning', 'labor', 'education', 'commerce', 'community'] as const;
const ownRecords = { 'hub-purpose': 'OWN_RECORDS' };
const me = '{ me { id } }';

describe('The token endpoint', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial({ without: departments });
  });
  afterAll(() => hub.stop());

  const assert = async (
    client: string,
    changed: Partial<Parameters<typeof signClientAssertion>[1]> = {},
  ): Promise<string> => {
    const { privateJwk, clientId, issuer } = await hub.clientFile(client);
    return signClientAssertion(privateJwk, { clientId, issuer, ...changed });
  };
  const request = async (form: Readonly<Record<string, string>>): Promise<readonly [number, string | undefined]> => {
    const response = await hub.requestToken(form);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { error } = (await response.json()) as { error?: string };
    return [response.status, error];
  };

  it('gives every demo client a token that opens the graph', async () => {
    const clients = [...departments.map((name) => `${name}-system`), 'auditor', 'hub-admin'];
    for (const client of clients) {
      const response = await hub.requestToken(assertionForm(await assert(client)));
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
      const headers = { 'hub-purpose': 'STATISTICS', 'hub-case': undefined };
      expect((await hub.ask(me, { client, headers })).data).toEqual({ me: { id: client } });
    }
  });

  it('writes the demo clients for their owner alone', async () => {
    const { mode } = await stat(join(hub.dataDir, 'demo', 'clients', 'auditor.json'));
    expect(mode & 0o777).toBe(0o600);
    const file = await hub.clientFile('community-system');
    expect(file).toMatchObject({ department: 'community', issuer: hub.url, tokenEndpoint: `${hub.url}/oauth/token` });
    expect((await hub.clientFile('hub-admin')).purposes).toEqual(['OWN_RECORDS', 'DATA_SUBJECT', 'STATISTICS']);
  });

  it('describes itself and publishes its public keys only', async () => {
    const metadata = (await (await fetch(`${hub.url}/.well-known/oauth-authorization-server`)).json()) as Record<
      string,
      string
    >;
    expect(metadata).toMatchObject({ issuer: hub.url, token_endpoint: `${hub.url}/oauth/token` });
    const { keys } = (await (await fetch(metadata['jwks_uri'] ?? '')).json()) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(keys.flatMap(Object.keys)).not.toContain('d');
  });

  it('takes an assertion once, also when many come at the same time', async () => {
    const form = assertionForm(await assert('police-system'));
    const answers = await Promise.all(Array.from({ length: 12 }, () => request(form)));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.filter(([status]) => status !== 200)).toEqual(
      Array.from({ length: 11 }, () => [401, 'invalid_client']),
    );
  });

  it('does not take an assertion that is not what it should be', async () => {
    const file = await hub.clientFile('education-system');
    const other = await generateSigningKey();
    const old = { now: () => new Date(Date.now() - 3_600_000) };
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: file.clientId,
      sub: file.clientId,
      aud: file.issuer,
      jti: 'j',
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 60,
    };
    const symmetric = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const secret = JSON.stringify({ ...file.privateJwk, d: undefined });
    const forged = {
      'another audience': await assert('education-system', { issuer: 'https://other.example' }),
      'the token endpoint as audience': await assert('education-system', { issuer: file.tokenEndpoint }),
      'an expired one': await assert('education-system', { clock: old }),
      "another client's name": await assert('education-system', { clientId: 'police-system' }),
      'an unknown client': await assert('education-system', { clientId: 'nobody' }),
      'another key': await signClientAssertion(
        { ...other.privateJwk, kid: file.privateJwk.kid },
        { clientId: file.clientId, issuer: file.issuer },
      ),
      'no signature': `${part({ alg: 'none' })}.${part(claims)}.`,
      'a shared secret made of the public key': `${symmetric}.${createHmac('sha256', secret).update(symmetric).digest('base64url')}`,
      'no token': 'x',
      'an access token': await hub.tokenOf('education-system'),
    };
    for (const [what, assertion] of Object.entries(forged)) {
      expect([what, await request(assertionForm(assertion))]).toEqual([what, [401, 'invalid_client']]);
    }
  });

  it('answers in the words of RFC 6749 when the request is not one', async () => {
    const good = assertionForm(await assert('labor-system'));
    expect(await request({})).toEqual([400, 'invalid_request']);
    expect(await request({ ...good, grant_type: 'password' })).toEqual([400, 'unsupported_grant_type']);
    expect(await request({ ...good, client_assertion_type: 'x' })).toEqual([400, 'invalid_request']);
    expect(await request({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' })).toEqual([
      401,
      'invalid_client',
    ]);
    expect(await request({ ...good, client_secret: 'b' })).toEqual([400, 'invalid_request']);
    expect(await request({ ...good, client_id: 'police-system' })).toEqual([401, 'invalid_client']);
    const withHeader = (form: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${hub.url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: 'Basic YTpi' },
        body: new URLSearchParams(form),
      });
    expect((await withHeader(good)).status).toBe(400);
    const basic = await withHeader({ grant_type: 'client_credentials' });
    expect([basic.status, basic.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="hub"']);
    const twice = await fetch(`${hub.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams([...Object.entries(good), ['grant_type', 'password']]),
    });
    expect([twice.status, ((await twice.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
    const json = await fetch(`${hub.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(good),
    });
    expect([json.status, ((await json.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
    expect((await fetch(`${hub.url}/oauth/token`)).status).toBe(405);
    const large = await fetch(`${hub.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ x: 'x'.repeat(20_000) }),
    });
    expect([large.status, ((await large.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
  });

  it('lets keys and metadata, which are public, be kept for ten minutes', async () => {
    for (const path of ['jwks.json', 'oauth-authorization-server']) {
      const response = await fetch(`${hub.url}/.well-known/${path}`);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=600']);
    }
  });

  it('turns a client away from the moment it is no longer active', async () => {
    const own = await startGatewayTrial({ without: departments });
    expect((await own.ask(me, { headers: ownRecords })).status).toBe(200);
    const register = clientRegisterOf(own.gateway.getStore());
    const others = await register.findActive('police-system');
    await register.replaceAll(others === undefined ? [] : [others]);
    const { status, errors } = await own.ask(me, { headers: ownRecords });
    expect([status, errors[0]?.extensions['reason']]).toEqual([401, 'CLIENT_INACTIVE']);
    const { privateJwk, clientId, issuer } = await own.clientFile('education-system');
    const again = await own.requestToken(assertionForm(await signClientAssertion(privateJwk, { clientId, issuer })));
    expect(again.status).toBe(401);
    await own.stop();
  });

  it('gives no token when it cannot note that the assertion was used', async () => {
    const own = await startGatewayTrial({ without: departments });
    const { privateJwk, clientId, issuer } = await own.clientFile('education-system');
    const assertion = await signClientAssertion(privateJwk, { clientId, issuer });
    await own.gateway.getStore().close();
    const response = await own.requestToken(assertionForm(assertion));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
    expect((await fetch(`${own.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${own.url}/health/live`)).status).toBe(200);
    await own.stop();
  });

  it('keeps the keys of a demo client and mends a file that is broken', async () => {
    const own = await startGatewayTrial({ without: departments });
    const kept = await own.clientFile('labor-system');
    await own.gateway.stop();
    const folder = join(own.dataDir, 'demo', 'clients');
    await writeFile(join(folder, 'auditor.json'), '{"clientId": ');
    await rename(join(folder, 'hub-admin.json'), join(folder, 'gone.json'));
    await own.gateway.start();
    expect((await own.clientFile('labor-system')).privateJwk).toEqual(kept.privateJwk);
    expect(await own.clientFile('auditor')).toMatchObject({ clientId: 'auditor', department: 'hub' });
    expect(await own.clientFile('hub-admin')).toMatchObject({ clientId: 'hub-admin' });
    await own.stop();
  });
});
