import { afterEach, describe, expect, it } from 'vitest';
import type { BadDepartment, Fault } from '../../test/bad-department.js';
import { faults, startBadDepartment } from '../../test/bad-department.js';
import type { GatewayTrial, TrialAnswer, TrialOptions } from '../../test/gateway-trial.js';
import { startGatewayTrial } from '../../test/gateway-trial.js';

const lookup = 'query ($ids: [ID!]!) { persons(ids: $ids) { id residenceRegistered { answer } enrolled { answer } } }';
const nobody = 'http://127.0.0.1:1';
/** Far above the deadline of 500 ms that the trial sets, far below any default of a library. */
const patienceMs = 3_000;

describe('A department that fails', () => {
  const open: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.stop();
  });

  const startHub = async (options: TrialOptions): Promise<GatewayTrial> => {
    const hub = await startGatewayTrial(options);
    open.push(hub);
    return hub;
  };
  const startPolice = async (fault: Fault): Promise<BadDepartment> => {
    const police = await startBadDepartment(faults[fault]);
    open.push(police);
    return police;
  };
  const look = (hub: GatewayTrial): Promise<TrialAnswer> =>
    hub.ask(lookup, { variables: { ids: [hub.newPersonId(), hub.newPersonId()] } });
  const expectOnlyPoliceMissing = ({ status, data, errors, text }: TrialAnswer): void => {
    expect(status).toBe(200);
    const one = { id: expect.any(String) as string, residenceRegistered: null, enrolled: { answer: 'YES' } };
    expect(data).toEqual({ persons: [one, one] });
    expect(errors.map(({ path }) => path)).toEqual([
      ['persons', 0, 'residenceRegistered'],
      ['persons', 1, 'residenceRegistered'],
    ]);
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ code: 'DEPARTMENT_UNAVAILABLE', department: 'police', retryAfterSeconds: 1 });
    }
    expect(text).not.toMatch(/intranet|ECONN|127\.0\.0\.1|E11000|undici/);
  };

  it.each(Object.keys(faults) as Fault[])('costs its own fields, within the deadline, when it %s', async (fault) => {
    const police = await startPolice(fault);
    const hub = await startHub({ urls: { police: police.url } });
    const startedAt = performance.now();
    expectOnlyPoliceMissing(await look(hub));
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });

  it('costs its own fields when it is not there, and is picked up when it comes', async () => {
    const hub = await startHub({ without: ['police'] });
    for (let i = 0; i < 10; i += 1) expectOnlyPoliceMissing(await look(hub));
    await hub.startDepartment('police');
    // The circuit lets one request through a millisecond after it opened: the first or one of the next finds police back
    let errors = (await look(hub)).errors;
    for (let attempts = 0; errors.length > 0 && attempts < 200; attempts += 1) errors = (await look(hub)).errors;
    expect(errors).toEqual([]);
  });

  it('is asked again on a new connection when it restarted', async () => {
    const hub = await startHub({ without: ['labor', 'commerce', 'community', 'family-planning'] });
    expect((await look(hub)).errors).toEqual([]);
    await hub.departments.get('police')?.stop();
    await hub.startDepartment('police');
    let errors = (await look(hub)).errors;
    for (let attempts = 0; errors.length > 0 && attempts < 200; attempts += 1) errors = (await look(hub)).errors;
    expect(errors).toEqual([]);
  });

  it('does not keep the others waiting once its circuit is open', async () => {
    let asked = 0;
    const police = await startBadDepartment(() => void (asked += 1));
    open.push(police);
    const hub = await startHub({ urls: { police: police.url }, circuit: { failures: 2, halfOpenAfterMs: 60_000 } });
    for (let i = 0; i < 2; i += 1) await look(hub);
    const before = asked;
    const answers = await Promise.all(Array.from({ length: 20 }, () => look(hub)));
    expect(asked).toBe(before);
    expect(answers.every(({ errors }) => errors[0]?.extensions['retryAfterSeconds'] === 60)).toBe(true);
  });

  it('does not keep the gateway from starting, nor from being ready', async () => {
    const hub = await startHub({
      without: ['police', 'family-planning', 'labor', 'education', 'commerce', 'community'],
      departmentUrl: () => nobody,
    });
    expect((await hub.ask('{ me { id } }')).data).toEqual({ me: { id: 'education-system' } });
    const { status, data, errors } = await look(hub);
    expect(status).toBe(200);
    expect(data).toMatchObject({ persons: [{ residenceRegistered: null, enrolled: null }, {}] });
    expect(new Set(errors.map(({ extensions }) => extensions['department']))).toEqual(new Set(['police', 'education']));
    const ready = await fetch(`${hub.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ok: true, departments: { police: 'down', community: 'down' } });
  });

  it('is an internal matter when it refuses our token', async () => {
    const police = await startBadDepartment((response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        '{"errors": [{"message": "The token is of another type", "extensions": {"code": "UNAUTHENTICATED"}}]}',
      );
    });
    open.push(police);
    const hub = await startHub({ urls: { police: police.url } });
    const { status, errors } = await look(hub);
    expect(status).toBe(200);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual([
      'INTERNAL_SERVER_ERROR',
      'INTERNAL_SERVER_ERROR',
    ]);
    expect(hub.log.some((line) => line.includes('"RefusedByDepartment"') && line.includes('"police"'))).toBe(true);
  });

  it('leaves a null at the root when a mutation cannot reach it', async () => {
    const hub = await startHub({ without: ['labor'] });
    const { status, data, errors } = await hub.ask(
      'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }',
      {
        client: 'labor-system',
        headers: { 'hub-purpose': 'OWN_RECORDS' },
        variables: { input: { idempotencyKey: 'k', personId: 'p', startedOn: '2026-11-02' } },
      },
    );
    expect([status, data]).toEqual([200, { reportEmploymentStart: null }]);
    expect(errors).toMatchObject([
      { path: ['reportEmploymentStart'], extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'labor' } },
    ]);
  });

  it('never hears more than it needs: no token and no address of the caller', async () => {
    const heard: string[] = [];
    const police = await startBadDepartment((response, request) => {
      // The hub reads the department's feed besides, for nobody
      if (request.url === '/graphql') heard.push(JSON.stringify(request.headers));
      faults['answers HTML'](response);
    });
    open.push(police);
    const hub = await startHub({ urls: { police: police.url } });
    await hub.ask(lookup, {
      variables: { ids: [hub.newPersonId()] },
      headers: { cookie: 'a=b', 'x-request-id': 'r-1' },
    });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('"x-request-id":"r-1"');
    expect(heard[0]).not.toMatch(/authorization|cookie|hub-purpose/);
  });
});
