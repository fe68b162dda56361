import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { departmentNames } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPeople } from '../stories/demo-person.fixture.js';
import { mutationText } from '../stories/office.fixture.js';
import { countRecords } from '../stories/records.fixture.js';
import { findFreePorts } from './free-ports.fixture.js';
import type { HubProcess } from './hub-process.fixture.js';
import { Premises } from './hub-process.fixture.js';
import { openRequest, refusesConnections } from './open-request.fixture.js';

const township = { HUB_POPULATION: 'XS' };

/** What `npm start` runs, from an empty folder through interruptions to a clean end and another start. */
describe('A hub with the demo township', () => {
  let premises: Premises;

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts());
  });
  afterAll(() => premises.close());

  it('does not serve half a township: killed while it loads one, it has not answered', async () => {
    const hub = premises.run('hub', township);
    await hub.says('Township: commerce');
    await hub.kill();
    expect(hub.stdout).not.toContain('Township: ready');
    expect(hub.stdout).not.toContain('is up');
  });

  it('stops cleanly when it is asked to in the middle of loading', async () => {
    const hub = premises.run('hub', township);
    await hub.says('removing what an interrupted start left');
    hub.signal('SIGTERM');
    expect(await hub.exited).toEqual({ code: 0, signal: null });
  });

  it('makes it whole at the next start', async () => {
    const hub = await premises.start(township);
    expect(hub.stdout).toContain('Township: ready');
    const people = await readPeople(premises.dataDir);
    expect(people).toHaveLength(200);
    const client = await premises.client('labor');
    const items = people.map(({ documentType, documentNumber, name, personId }) => ({
      reference: personId,
      documentType,
      documentNumber,
      name,
    }));
    const answer = await client.ask(
      mutationText('resolvePersons', '{ results { reference outcome personId } }'),
      { input: { items } },
      { purpose: 'IDENTITY_CHECK', officer: 'counter-1', caseNumber: 'CASE-1' },
    );
    expect(answer.data).toEqual({
      resolvePersons: {
        results: people.map(({ personId }) => ({ reference: personId, outcome: 'MATCH', personId })),
      },
    });
    await stopsWhileAnswering(hub, 'SIGINT');
  });

  it('is ready again, with the same people, and leaves them alone', async () => {
    const before = await readFile(join(premises.dataDir, 'demo', 'people.ndjson'), 'utf8');
    const startedAt = performance.now();
    const hub = await premises.start(township);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(hub.stdout).not.toContain('Township: police');
    expect(await readFile(join(premises.dataDir, 'demo', 'people.ndjson'), 'utf8')).toBe(before);
    await stopsWhileAnswering(hub, 'SIGTERM');
  });

  /** Signals while a request is under way: it is answered, nobody new is let in, and the process ends with 0. */
  async function stopsWhileAnswering(hub: HubProcess, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
    const client = await premises.client('education');
    const body = JSON.stringify({ query: '{ me { id } }' });
    const request = await openRequest(`${premises.url}/graphql`, body, {
      authorization: `Bearer ${await client.getToken()}`,
      'content-type': 'application/json',
      'hub-purpose': 'OWN_RECORDS',
      'hub-officer': 'counter-1',
    });
    hub.signal(signal);
    await refusesConnections(premises.port);
    expect(await request.finish()).toEqual({
      status: 200,
      connection: 'close',
      body: { data: { me: { id: 'education-system' } } },
    });
    expect(await hub.exited).toEqual({ code: 0, signal: null });
    expect(hub.stderr).not.toMatch(/"level":"(error|fatal)"/);
  }

  describe('compared with one that nobody interrupted', () => {
    const hubs: HubOnTrial[] = [];
    afterAll(async () => {
      for (const hub of hubs) await hub.stop({ keepData: hub.dataDir === premises.dataDir });
    });

    it('holds as many records of every kind', async () => {
      const interrupted = await startHub({ dataDir: premises.dataDir });
      hubs.push(interrupted);
      const untouched = await startHub({ population: 'XS' });
      hubs.push(untouched);
      for (const name of departmentNames) {
        expect(await countRecords(interrupted, name)).toEqual(await countRecords(untouched, name));
      }
    });
  });
});
