import { randomInt } from 'node:crypto';
import type { HubAnswer, HubClient } from '@hub/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../stories/eventually.fixture.js';
import { mutationText } from '../stories/office.fixture.js';
import { findFreePorts } from './free-ports.fixture.js';
import type { HubProcess } from './hub-process.fixture.js';
import { Premises } from './hub-process.fixture.js';
import type { Filing } from './residence-stream.fixture.js';
import { pour, prepareFilings } from './residence-stream.fixture.js';

const people = 100;
const own = { purpose: 'OWN_RECORDS', officer: 'counter-1' } as const;

/** One process each, as the compose file runs them; police is killed in the middle of its mutations. */
describe('A gateway and a department in processes of their own', () => {
  let premises: Premises;
  let client: HubClient;
  let filings: readonly Filing[] = [];

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts());
    await premises.run('gateway').says('gateway is up');
    client = await premises.client('police');
  });
  afterAll(() => premises.close());

  const startPolice = async (): Promise<HubProcess> => {
    const police = premises.run('police');
    await police.says('department is up');
    return police;
  };
  /** A question to police that does nothing: nobody is asked about. */
  const ping = (): Promise<HubAnswer> =>
    client.ask(mutationText('resolvePersons', '{ results { outcome } }'), { input: { items: [] } }, own);

  it('the gateway starts without any department, is ready and says which are missing', async () => {
    const ready = await fetch(`${premises.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { ok: true, departments: { police: 'down' } }]);
    expect((await client.ask('{ me { id } }', {}, own)).data).toEqual({ me: { id: 'police-system' } });
    expect((await ping()).errors).toMatchObject([
      { extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'police' } },
    ]);
  });

  it('police that is killed in mid-mutation costs errors, not registrations, and is found again', async () => {
    const killAfter = randomInt(1, 50);
    let police = await startPolice();
    await eventually(ping, ({ errors }) => errors === undefined);
    filings = await prepareFilings(client, people);
    let left = killAfter;
    const open = await pour(client, filings, {
      onAcknowledged: () => {
        left -= 1;
        if (left === 0) police.signal('SIGKILL');
      },
    });
    expect(open, `killed after ${String(killAfter)} answers`).toBeGreaterThan(0);
    const acknowledged = filings.filter((filing) => filing.acknowledged !== undefined);
    expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);

    police = await startPolice();
    await eventually(ping, ({ errors }) => errors === undefined);
    const again = acknowledged.map(({ input }): Filing => ({ input }));
    expect(await pour(client, again)).toBe(0);
    expect(again).toEqual(acknowledged);
    expect(await pour(client, filings)).toBe(0);
    const registrations = filings.map(({ acknowledged: data }) => JSON.stringify(data?.['registerResidence']));
    expect(new Set(registrations).size).toBe(people);
  });
});
