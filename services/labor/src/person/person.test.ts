import { DuplicateKeyError } from '@hub/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { intakeLabor } from '../intake.js';
import { cooperative, errorOf, shipyard, tryLabor } from '../labor.fixture.js';

describe('questions about a worker', () => {
  let labor: Awaited<ReturnType<typeof tryLabor>>;
  let personId: string;

  beforeAll(async () => {
    labor = await tryLabor();
  });
  beforeEach(() => {
    labor.setToday('2026-11-22');
    personId = labor.newPersonId();
  });
  afterAll(() => labor.close());

  it('says unknown, never no, about work that nobody reported', async () => {
    expect(
      await labor.askPerson(
        personId,
        'employed { answer reason asOf source } stablyEmployed { answer reason } employments { id }',
      ),
    ).toEqual({
      employed: { answer: 'UNKNOWN', reason: 'NO_RECORD', asOf: null, source: 'LABOR' },
      stablyEmployed: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
      employments: [],
    });
  });

  it('says yes from the first day to the day before the end, and unknown afterwards', async () => {
    await labor.end(await labor.work(personId));
    expect(
      await labor.askPerson(
        personId,
        `before: employed(on: "2026-02-28") { answer reason }
         first: employed(on: "2026-03-01") { answer reason asOf }
         last: employed(on: "2026-06-30") { answer }
         end: employed(on: "2026-07-01") { answer reason }
         stably: stablyEmployed { answer reason }
         today: employed { answer reason asOf }`,
      ),
    ).toEqual({
      before: { answer: 'UNKNOWN', reason: 'NO_RECORD' },
      first: { answer: 'YES', reason: null, asOf: new Date('2026-11-22T04:00:00.000Z') },
      last: { answer: 'YES' },
      end: { answer: 'UNKNOWN', reason: 'ENDED' },
      stably: { answer: 'UNKNOWN', reason: 'ENDED' },
      today: { answer: 'UNKNOWN', reason: 'ENDED', asOf: new Date('2026-11-22T04:00:00.000Z') },
    });
  });

  it('finds the employment in force among others that have ended', async () => {
    await labor.work(personId, { startedOn: '2025-01-01' });
    await labor.end(await labor.work(personId, { employerCode: cooperative }));
    expect(await labor.askPerson(personId, 'employed { answer }')).toEqual({ employed: { answer: 'YES' } });
  });

  const stably = async (on: string): Promise<unknown> =>
    (await labor.askPerson(personId, `stablyEmployed(on: "${on}") { answer reason }`))?.['stablyEmployed'];

  it('calls somebody stably employed under a contract and insured, and else says what is missing', async () => {
    await labor.work(personId, { contractSignedOn: '2026-03-20', ageVerified: 'YES' });
    expect(await stably('2026-11-22')).toEqual({ answer: 'UNKNOWN', reason: 'NOT_INSURED' });
    await labor.insure(personId, { since: '2026-03-25', until: '2026-10-31' });
    expect(await stably('2026-03-19')).toEqual({ answer: 'UNKNOWN', reason: 'NO_CONTRACT' });
    expect(await stably('2026-03-24')).toEqual({ answer: 'UNKNOWN', reason: 'NOT_INSURED' });
    expect(await stably('2026-03-25')).toEqual({ answer: 'YES', reason: null });
    expect(await stably('2026-10-31')).toEqual({ answer: 'YES', reason: null });
    expect(await stably('2026-11-01')).toEqual({ answer: 'UNKNOWN', reason: 'NOT_INSURED' });
  });

  it('takes the contract of any employment in force', async () => {
    await labor.work(personId, { contractSignedOn: '2026-03-01' });
    await labor.work(personId, { employerCode: cooperative, startedOn: '2026-05-01' });
    await labor.insure(personId);
    expect(await stably('2026-11-22')).toEqual({ answer: 'YES', reason: null });
  });

  it('calls nobody stably employed whose contract is void for being under 16', async () => {
    await labor.work(personId, { contractSignedOn: '2026-03-01', ageVerified: 'NO' });
    await labor.insure(personId);
    expect(await stably('2026-11-22')).toEqual({ answer: 'UNKNOWN', reason: 'NO_CONTRACT' });
    expect(await labor.askPerson(personId, 'employed { answer }')).toEqual({ employed: { answer: 'YES' } });
  });

  it('tells when the later of the two records behind a stable employment changed', async () => {
    labor.setToday('2026-03-02');
    await labor.work(personId, { contractSignedOn: '2026-03-01' });
    labor.setToday('2026-04-02');
    await labor.insure(personId);
    expect(await labor.askPerson(personId, 'stablyEmployed { asOf } employed { asOf }')).toEqual({
      stablyEmployed: { asOf: new Date('2026-04-02T04:00:00.000Z') },
      employed: { asOf: new Date('2026-03-02T04:00:00.000Z') },
    });
  });

  it('answers about fifty people with one query for each collection', async () => {
    const people = Array.from({ length: 50 }, () => labor.newPersonId());
    for (const worker of people.slice(0, 3)) await labor.work(worker);
    labor.takeReads();
    const { data } = await labor.as('labor').entities(
      'Person',
      people.map((id) => ({ id })),
      'id employed { answer } stablyEmployed { answer } insuredForMonths(months: 1) { answer } employments { id }',
    );
    expect(labor.takeReads()).toEqual({ employments: 1, social_insurances: 1 });
    const answered = data?.['_entities'] as { id: string; employed: unknown }[];
    expect(answered.map(({ id, employed }) => [id, employed])).toEqual(
      people.map((id, index) => [id, { answer: index < 3 ? 'YES' : 'UNKNOWN' }]),
    );
  });

  it('takes over records of an older system', async () => {
    const updatedAt = new Date('2026-01-31T00:00:00Z');
    const row = { personId, employerCode: shipyard, flags: [], reportedOn: '2025-02-03', updatedAt };
    await intakeLabor(labor.store, {
      employments: [
        { ...row, _id: 'old-1', startedOn: '2025-02-01', endedOn: '2025-08-01', endReason: 'EXPIRED' },
        { ...row, _id: 'old-2', startedOn: '2025-08-01', contractSignedOn: '2025-07-31' },
      ],
      insurances: [{ _id: 'old-3', personId, employerCode: shipyard, since: '2025-02-01', updatedAt }],
    });
    expect(
      await labor.askPerson(personId, 'stablyEmployed { answer asOf } insuredForMonths(months: 21) { answer }'),
    ).toEqual({
      stablyEmployed: { answer: 'YES', asOf: new Date('2026-01-31T00:00:00.000Z') },
      insuredForMonths: { answer: 'YES' },
    });
    expect(errorOf(await labor.hire(personId))).toMatchObject({ reason: 'EMPLOYMENT_OVERLAPS' });
    const twice = { ...row, _id: 'old-4', startedOn: '2026-01-01' };
    await expect(intakeLabor(labor.store, { employments: [twice], insurances: [] })).rejects.toThrow(DuplicateKeyError);
  });
});
