import type { ClientFile } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgeAssertion, requestToken } from './assertions.js';
import type { Outsider } from './outsider.js';
import { createOutsider, verdictOf } from './outsider.js';

const day = 86_400;
const refused = { status: 401, error: 'invalid_client' };

describe('A client assertion', () => {
  let hub: HubOnTrial;
  let outsider: Outsider;
  let labor: ClientFile;
  let police: ClientFile;
  beforeAll(async () => {
    hub = await startHub();
    outsider = createOutsider(hub);
    labor = await hub.readClientFile('labor-system');
    police = await hub.readClientFile('police-system');
  });
  afterAll(() => hub.stop());

  it('gives a token for its own client once, and never again', async () => {
    const assertion = forgeAssertion(labor);
    const first = await requestToken(labor, assertion);
    expect(first.status).toBe(200);
    const headers = { authorization: `Bearer ${String(first.token)}` };
    const { data } = await outsider.ask('{ me { id department } }', {}, { client: 'police-system', headers });
    expect(data).toEqual({ me: { id: 'labor-system', department: 'LABOR' } });
    expect(await requestToken(labor, assertion)).toEqual(refused);
  });

  it('gives one token to twenty who bring it at the same time', async () => {
    const assertion = forgeAssertion(labor);
    const answers = await Promise.all(Array.from({ length: 20 }, () => requestToken(labor, assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array.from({ length: 19 }, () => refused));
  });

  it('is used up by its jti, not by its text', async () => {
    const claims = { jti: 'the-same' };
    expect((await requestToken(labor, forgeAssertion(labor, { claims }))).status).toBe(200);
    const later = { ...claims, exp: Math.floor(Date.now() / 1000) + 120 };
    expect(await requestToken(labor, forgeAssertion(labor, { claims: later }))).toEqual(refused);
    // Another client may have chosen the same
    expect((await requestToken(police, forgeAssertion(police, { claims }))).status).toBe(200);
  });

  it('that is forged gives nothing', async () => {
    const now = Math.floor(Date.now() / 1000);
    const publicJwk = { ...labor.privateJwk, d: undefined };
    const forged: Readonly<Record<string, string>> = {
      'another audience': forgeAssertion(labor, { claims: { aud: 'https://other.example' } }),
      'the token endpoint as audience': forgeAssertion(labor, { claims: { aud: labor.tokenEndpoint } }),
      'two audiences': forgeAssertion(labor, { claims: { aud: [labor.issuer, 'https://other.example'] } }),
      'no audience': forgeAssertion(labor, { claims: { aud: undefined } }),
      'a life of a year': forgeAssertion(labor, { claims: { exp: now + 365 * day } }),
      'a life of six minutes': forgeAssertion(labor, { claims: { exp: now + 360 } }),
      'no end': forgeAssertion(labor, { claims: { exp: undefined } }),
      'an end as text': forgeAssertion(labor, { claims: { exp: String(now + 60) } }),
      'an end long ago': forgeAssertion(labor, { claims: { iat: now - day, exp: now - day + 60 } }),
      'a beginning tomorrow': forgeAssertion(labor, { claims: { iat: now + day, exp: now + day + 60 } }),
      'not before tomorrow': forgeAssertion(labor, { claims: { nbf: now + day } }),
      'no jti': forgeAssertion(labor, { claims: { jti: undefined } }),
      'an empty jti': forgeAssertion(labor, { claims: { jti: '' } }),
      'an object for a jti': forgeAssertion(labor, { claims: { jti: { $ne: '' } } }),
      "another client's key": forgeAssertion(labor, { signer: police }),
      "another client's key and key id": forgeAssertion(labor, {
        signer: police,
        header: { kid: police.privateJwk.kid },
      }),
      'another client as subject': forgeAssertion(labor, { claims: { sub: 'police-system' } }),
      'another client as issuer': forgeAssertion(labor, { claims: { iss: 'police-system' } }),
      'another client as both': forgeAssertion(labor, { claims: { iss: 'police-system', sub: 'police-system' } }),
      'a client that is not there': forgeAssertion(labor, { claims: { iss: 'nobody', sub: 'nobody' } }),
      'an operator for a client': forgeAssertion(labor, { claims: { iss: { $ne: '' }, sub: { $ne: '' } } }),
      'no algorithm': forgeAssertion(labor, { header: { alg: 'none' }, secret: '' }),
      'no signature': forgeAssertion(labor, { secret: '' }),
      'its public key as shared secret': forgeAssertion(labor, {
        header: { alg: 'HS256' },
        secret: JSON.stringify(publicJwk),
      }),
      'its public bytes as shared secret': forgeAssertion(labor, { header: { alg: 'HS256' }, secret: publicJwk.x }),
      'a key that it brings along': forgeAssertion(labor, { signer: police, header: { jwk: police.privateJwk } }),
      'a key at an address': forgeAssertion(labor, { header: { jku: `${hub.url}/keys` }, signer: police }),
      'an extension that must be understood': forgeAssertion(labor, { header: { crit: ['b64'], b64: false } }),
      'a proof of another kind': forgeAssertion(labor, { header: { typ: 'dpop+jwt' } }),
      'an access token': await outsider.tokenOf('labor-system'),
    };
    for (const [what, assertion] of Object.entries(forged)) {
      expect([what, await requestToken(labor, assertion)]).toEqual([what, refused]);
    }
    expect((await requestToken(labor, forgeAssertion(labor))).status).toBe(200);
  });

  it('is no access token', async () => {
    const headers = { authorization: `Bearer ${forgeAssertion(labor)}` };
    expect(verdictOf(await outsider.ask('{ me { id } }', {}, { headers }))).toBe('401 UNAUTHENTICATED');
  });
});
