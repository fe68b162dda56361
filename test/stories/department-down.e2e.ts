import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import { eventually } from './eventually.fixture.js';
import { inventCitizen } from './cast.fixture.js';
import { startHub } from './hub.fixture.js';
import type { Imposter } from './imposter.fixture.js';
import { imposters, startImposter } from './imposter.fixture.js';
import { openOffices } from './office.fixture.js';
import { mintPerson, village } from './town.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import type { HubAnswer } from '@hub/server';

/** A field of each department, all of which education may ask for in one request. */
const fields: Readonly<Record<DepartmentName, readonly (readonly string[])[]>> = {
  police: [
    ['person', 'residenceRegistered'],
    ['person', 'atLeastAge'],
  ],
  'family-planning': [['person', 'vaccinationUpToDate']],
  labor: [
    ['person', 'employed'],
    ['person', 'stablyEmployed'],
  ],
  education: [['person', 'enrolled']],
  commerce: [['person', 'operatesEnterprise']],
  community: [['grid']],
};

const question = `query ($id: ID!, $grid: String!) {
  me { id }
  person(id: $id) {
    id
    residenceRegistered { answer } atLeastAge(age: 6) { answer }
    vaccinationUpToDate { answer }
    employed { answer } stablyEmployed { answer }
    enrolled { answer }
    operatesEnterprise { answer }
  }
  grid(code: $grid) { code }
}`;

const gridCode = `${village}001`;
/** What all departments say of somebody of whom they hold nothing. */
const whole = {
  me: { id: 'education-system' },
  person: {
    residenceRegistered: { answer: 'NO' },
    atLeastAge: { answer: 'YES' },
    vaccinationUpToDate: { answer: 'UNKNOWN' },
    employed: { answer: 'UNKNOWN' },
    stablyEmployed: { answer: 'UNKNOWN' },
    enrolled: { answer: 'NO' },
    operatesEnterprise: { answer: 'NO' },
  },
  grid: { code: gridCode },
};

/** A deadline of half a second: far below the default of two, far above what a busy machine needs to answer. */
const deadlineMs = 500;

describe('With a department down', () => {
  let hub: HubOnTrial;
  let id = '';

  beforeAll(async () => {
    const port = await findFreePorts();
    hub = await startHub({
      clock: standingClock('2026-11-22'),
      variables: { PORT: String(port), HUB_DEPARTMENT_TIMEOUT_MS: String(deadlineMs) },
    });
    const { police, community } = openOffices(hub);
    id = await mintPerson(police, inventCitizen('等一等', '1990-01-01'));
    const grid = { code: gridCode, name: '一格', regionCode: village, kind: 'BASIC' };
    await community.record('defineGrid', grid, '{ code }');
  });
  beforeEach(async () => {
    for (const name of departmentNames) await hub.hub.getDepartment(name).start();
    await untilWhole();
  });
  afterAll(() => hub.stop());

  const ask = (): Promise<HubAnswer> =>
    hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' }).query(question, { id, grid: gridCode });

  const untilWhole = (): Promise<HubAnswer> => eventually(ask, ({ errors }) => errors === undefined);

  /** Everything but the fields of some departments. */
  function without(missing: readonly DepartmentName[]): object {
    const left: Record<string, unknown> = { ...whole, person: { ...whole.person, id } };
    for (const [parent = '', field] of missing.flatMap((name) => fields[name])) {
      left[parent] = field === undefined ? null : { ...(left[parent] as object), [field]: null };
    }
    return left;
  }

  function expectMissing({ status, data, errors = [] }: HubAnswer, missing: readonly DepartmentName[]): void {
    expect([status, data]).toEqual([200, without(missing)]);
    const told = errors.map(({ path, extensions: { code, department, retryAfterSeconds } }) => ({
      path: path?.join('.'),
      code,
      department,
      isPatient: Number(retryAfterSeconds) >= 1,
    }));
    const expected = missing.flatMap((department) =>
      fields[department].map((path) => ({
        path: path.join('.'),
        code: 'DEPARTMENT_UNAVAILABLE',
        department,
        isPatient: true,
      })),
    );
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
  }

  const readiness = async (): Promise<unknown> => {
    const response = await fetch(`${hub.url}/health/ready`);
    return { status: response.status, ...((await response.json()) as object) };
  };

  it.each(departmentNames)('%s costs its own fields alone, and is picked up when it comes back', async (name) => {
    await hub.hub.getDepartment(name).stop();
    for (let i = 0; i < 2; i += 1) expectMissing(await ask(), [name]);
    await hub.hub.getDepartment(name).start();
    expect((await untilWhole()).data).toEqual(without([]));
  });

  it('a mutation of it fails with the department’s name, and may be sent again under the same key', async () => {
    const { labor } = openOffices(hub);
    const personId = await mintPerson(labor, inventCitizen('又一位', '1991-01-01'));
    const job = { personId, employerCode: '91990001MA00000157', startedOn: '2026-01-01', idempotencyKey: 'again' };
    await hub.hub.getDepartment('labor').stop();
    const { status, data, errors } = await labor.send('reportEmploymentStart', job);
    expect([status, data, errors?.length]).toEqual([200, null, 1]);
    expect(errors?.[0]).toMatchObject({
      path: ['reportEmploymentStart'],
      extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'labor', retryAfterSeconds: 1 },
    });
    await hub.hub.getDepartment('labor').start();
    const again = await eventually(
      () => labor.send('reportEmploymentStart', job, '{ id }'),
      (answer) => answer.errors === undefined,
    );
    expect(again.data).toMatchObject({ reportEmploymentStart: { id: expect.any(String) as string } });
  });

  it('or all of them, the gateway starts, knows its clients, and picks them up as they come', async () => {
    for (const name of departmentNames) await hub.hub.getDepartment(name).stop();
    await hub.hub.gateway.stop();
    await hub.hub.gateway.start();
    const states = Object.fromEntries(departmentNames.map((name) => [name, 'down']));
    expect(await readiness()).toEqual({ status: 200, ok: true, departments: states });
    expectMissing(await ask(), departmentNames);
    const missing = new Set(departmentNames);
    for (const name of departmentNames) {
      await hub.hub.getDepartment(name).start();
      missing.delete(name);
      const answer = await eventually(ask, ({ errors = [] }) =>
        errors.every(({ extensions }) => extensions['department'] !== name),
      );
      expectMissing(answer, [...missing]);
    }
  });

  describe('or worse than down', () => {
    let imposter: Imposter | undefined;
    afterEach(async () => {
      await imposter?.stop();
      imposter = undefined;
    });

    const cases = imposters.map(
      (behaviour, index) => [departmentNames[index % departmentNames.length] ?? 'police', behaviour] as const,
    );
    it.each(cases)('%s costs its own fields within the deadline when it %s', async (name, behaviour) => {
      const { port } = await hub.hub.getDepartment(name).start();
      await hub.hub.getDepartment(name).stop();
      imposter = await startImposter(behaviour, port);
      const times: number[] = [];
      for (let i = 0; i < 3; i += 1) {
        const startedAt = performance.now();
        expectMissing(await ask(), [name]);
        times.push(performance.now() - startedAt);
      }
      expect(imposter.connections()).toBeGreaterThan(0);
      // The default deadline is two seconds: whoever waited that long did not heed ours
      expect(Math.min(...times)).toBeLessThan(2_000);
      await imposter.stop();
      imposter = undefined;
      expect((await hub.hub.getDepartment(name).start()).port).toBe(hub.environment.departmentPorts[name]);
      expect((await untilWhole()).data).toEqual(without([]));
    });
  });
});
