import type { HubAnswer } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonLine } from '../stories/demo-person.fixture.js';
import { readPeople } from '../stories/demo-person.fixture.js';
import { mutationText } from '../stories/office.fixture.js';
import type { RequestCounts } from '../stories/requests.fixture.js';
import { added, countRequests } from '../stories/requests.fixture.js';

/** One request a department and wave, however many people a question is about: nothing here measures time. */
describe('What a question costs the departments', () => {
  let hub: HubOnTrial;
  let people: readonly PersonLine[] = [];

  beforeAll(async () => {
    hub = await startHub({ population: 'XS' });
    people = await readPeople(hub.dataDir);
  });
  afterAll(() => hub.stop());

  /** Requests that departments answered for a question; its answer must be whole, but for records that are not there. */
  async function cost(ask: () => Promise<HubAnswer>): Promise<Partial<RequestCounts>> {
    const before = await countRequests(hub);
    const { status, errors = [] } = await ask();
    const failures = errors.filter(({ extensions }) => extensions['code'] !== 'NOT_FOUND');
    expect([status, failures]).toEqual([200, []]);
    return added(before, await countRequests(hub));
  }

  const ids = (count: number): readonly string[] => people.slice(0, count).map(({ personId }) => personId);
  const admissions = (): ReturnType<HubOnTrial['asOfficer']> =>
    hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });

  const overFive = `residenceRegistered { answer } residentForMonths(months: 6) { answer } lawfulDwelling { answer }
    residencePermitValid { answer } vaccinationUpToDate { answer } employed { answer } stablyEmployed { answer }
    insuredForMonths(months: 6) { answer } enrolled { answer } operatesEnterprise { answer }`;
  const onceEach = { police: 1, 'family-planning': 1, labor: 1, education: 1, commerce: 1 };

  it('is one request each of five departments, for one person with all verifications', async () => {
    const text = `query ($id: ID!) { person(id: $id) { ${overFive} } }`;
    expect(await cost(() => admissions().query(text, { id: ids(1)[0] }))).toEqual(onceEach);
  });

  it.each([2, 50, 100])('is the same for %i people', async (count) => {
    const text = `query ($ids: [ID!]!) { persons(ids: $ids) { ${overFive} } }`;
    expect(await cost(() => admissions().query(text, { ids: ids(count) }))).toEqual(onceEach);
  });

  it('does not grow with what one department asks of its own records', async () => {
    const text = 'query ($ids: [ID!]!) { persons(ids: $ids) { enrolments { school { name seats { taken } } } } }';
    const education = hub.asOfficer('education', { purpose: 'OWN_RECORDS' });
    expect(await cost(() => education.query(text, { ids: ids(100) }))).toEqual({ education: 1 });
  });

  it('is one more request for the enterprises of all employments', async () => {
    const text = 'query ($ids: [ID!]!) { persons(ids: $ids) { employments { employer { name status } } } }';
    const permits = hub.asOfficer('police', { purpose: 'PERMIT_CONDITION' });
    expect(await cost(() => permits.query(text, { ids: ids(100) }))).toEqual({ labor: 1, commerce: 1 });
  });

  it('is one more request for the grids of all dwellings', async () => {
    const text = 'query ($ids: [ID!]!) { persons(ids: $ids) { residence { dwelling { kind grid { name } } } } }';
    const police = hub.asOfficer('police', { purpose: 'OWN_RECORDS' });
    expect(await cost(() => police.query(text, { ids: ids(100) }))).toEqual({ police: 1, community: 1 });
  });

  it('asks only the departments whose fields are asked for', async () => {
    const text = 'query ($ids: [ID!]!) { persons(ids: $ids) { id vaccinationUpToDate { answer } } me { id } }';
    expect(await cost(() => admissions().query(text, { ids: ids(100) }))).toEqual({ 'family-planning': 1 });
    const idsAlone = 'query ($ids: [ID!]!) { persons(ids: $ids) { id } me { id purposes { code } } }';
    expect(await cost(() => admissions().query(idsAlone, { ids: ids(100) }))).toEqual({});
  });

  it('asks nobody about people who cannot be', async () => {
    const text = 'query ($ids: [ID!]!) { persons(ids: $ids) { employed { answer } } }';
    expect(await cost(() => admissions().query(text, { ids: ['nobody', 'p'.repeat(33)] }))).toEqual({});
  });

  it('is one request for a thousand documents', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => {
      const { documentType, documentNumber, name } = people[index % people.length] ?? { documentType: 'PASSPORT' };
      return { reference: String(index), documentType, documentNumber, name };
    });
    const labor = hub.asOfficer('labor', { purpose: 'IDENTITY_CHECK' });
    const text = mutationText('resolvePersons', '{ results { outcome personId } }');
    expect(await cost(() => labor.query(text, { input: { items } }))).toEqual({ police: 1 });
  });
});
