import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayTrial } from '../test/gateway-trial.js';
import { startGatewayTrial } from '../test/gateway-trial.js';

const lookup = `query Lookup($id: ID!) {
  person(id: $id) {
    id
    residenceRegistered { answer source }
    vaccinationUpToDate { answer source }
    enrolled { answer source }
    seenByCommunity { answer source }
  }
}`;

const asLabor = { client: 'labor-system', headers: { 'hub-purpose': 'OWN_RECORDS', 'hub-case': undefined } };

describe('The gateway', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial();
  });
  afterAll(() => hub.stop());

  it('answers one question about a person from all departments', async () => {
    const id = hub.newPersonId();
    const { status, data, errors } = await hub.ask(lookup, { variables: { id } });
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data).toEqual({
      person: {
        id,
        residenceRegistered: { answer: 'YES', source: 'POLICE' },
        vaccinationUpToDate: { answer: 'YES', source: 'FAMILY_PLANNING' },
        enrolled: { answer: 'YES', source: 'EDUCATION' },
        seenByCommunity: { answer: 'YES', source: 'COMMUNITY' },
      },
    });
  });

  it('keeps the order of people and answers null for an id that nobody can have', async () => {
    const [first, second] = [hub.newPersonId(), hub.newPersonId()];
    const ids = [first, `${second.slice(0, -1)}${second.endsWith('0') ? '1' : '0'}`, second];
    const { data, errors } = await hub.ask('query ($ids: [ID!]!) { persons(ids: $ids) { id enrolled { answer } } }', {
      variables: { ids },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      persons: [{ id: first, enrolled: { answer: 'YES' } }, null, { id: second, enrolled: { answer: 'YES' } }],
    });
  });

  it('answers 100 people in one request', async () => {
    const ids = Array.from({ length: 100 }, () => hub.newPersonId());
    const { data, errors } = await hub.ask(
      'query ($ids: [ID!]!) { persons(ids: $ids) { id residenceRegistered { answer } enrolled { answer } } }',
      { variables: { ids } },
    );
    expect(errors).toEqual([]);
    expect(data?.['persons']).toHaveLength(100);
  });

  it('refuses a mistyped id without a lookup', async () => {
    const { status, data, errors } = await hub.ask('{ person(id: "p123") { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({ person: null });
    expect(errors).toMatchObject([{ path: ['person'], extensions: { code: 'NOT_FOUND', field: 'id' } }]);
  });

  it('joins one department to another', async () => {
    const { data, errors } = await hub.ask(
      'query ($id: ID!) { person(id: $id) { employments { id employer { code name } } } }',
      { ...asLabor, variables: { id: hub.newPersonId() } },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      person: { employments: [{ id: 'e1', employer: { code: 'E-1', name: 'Enterprise E-1' } }] },
    });
  });

  it('tells a client who it is and what it may ask for', async () => {
    const { data } = await hub.ask('{ me { id department purposes { code title legalBasis } } }', {
      client: 'auditor',
      headers: { 'hub-purpose': 'AUDIT', 'hub-case': undefined },
    });
    expect(data).toMatchObject({
      me: { id: 'auditor', department: 'HUB', purposes: [{ code: 'AUDIT', title: '审计' }, { code: 'STATISTICS' }] },
    });
  });

  it('changes records through a mutation', async () => {
    const { data, errors } = await hub.ask(
      'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id employer { name } } }',
      {
        ...asLabor,
        variables: { input: { idempotencyKey: 'k', personId: hub.newPersonId(), startedOn: '2026-11-02' } },
      },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ reportEmploymentStart: { id: 'e2', employer: { name: 'Enterprise E-1' } } });
  });

  it('answers the request id that was sent, in the header and in errors', async () => {
    const { headers, errors } = await hub.ask('{ nothing }', { headers: { 'x-request-id': 'case-7/3' } });
    expect(headers.get('x-request-id')).toBe('case-7/3');
    expect(errors[0]?.extensions['requestId']).toBe('case-7/3');
  });

  it('names the departments and their state, and lives', async () => {
    const ready = await fetch(`${hub.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ok: true,
        departments: {
          police: 'up',
          'family-planning': 'up',
          labor: 'up',
          education: 'up',
          commerce: 'up',
          community: 'up',
        },
      },
    ]);
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toContain('hub_requests_total');
  });

  it('stops and starts again on the same store and keys', async () => {
    const own = await startGatewayTrial({ without: ['community'] });
    const before = await own.clientFile('education-system');
    await own.gateway.stop();
    const { url } = await own.gateway.start();
    const after = await own.clientFile('education-system');
    expect(after).toEqual({ ...before, issuer: url, tokenEndpoint: `${url}/oauth/token` });
    await own.stop();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  });
});
