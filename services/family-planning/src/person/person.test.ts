import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryFamilyPlanning } from '../family-planning.fixture.js';

describe('what family planning answers about a child', () => {
  let department: Awaited<ReturnType<typeof tryFamilyPlanning>>;

  beforeAll(async () => {
    department = await tryFamilyPlanning();
  });
  afterAll(() => department.close());

  const ask = (personId: string) => department.askPerson(personId, 'vaccinationUpToDate { answer reason asOf source }');

  it.each([
    ['UP_TO_DATE', 'YES', null],
    ['DUE', 'NO', 'DUE'],
    ['OVERDUE', 'NO', 'OVERDUE'],
  ])('answers %s with %s', async (status, answer, reason) => {
    const personId = department.newPersonId();
    await department.record(personId, status, '2026-11-20');
    const asOf = new Date('2026-11-20T00:00:00+08:00');
    expect(await ask(personId)).toEqual({
      vaccinationUpToDate: { answer, reason, asOf, source: 'FAMILY_PLANNING' },
    });
  });

  it('says unknown, never no, about a child without a record', async () => {
    expect(await ask(department.newPersonId())).toEqual({
      vaccinationUpToDate: { answer: 'UNKNOWN', reason: 'NO_RECORD', asOf: null, source: 'FAMILY_PLANNING' },
    });
  });

  it('answers fifty children with one query', async () => {
    const ids = Array.from({ length: 50 }, () => department.newPersonId());
    const known = ids.filter((_, index) => index % 2 === 0);
    for (const personId of known) await department.record(personId, 'UP_TO_DATE', '2026-11-20');
    department.takeReads();
    const { data } = await department.as('education', { purpose: 'SCHOOL_ADMISSION' }).entities(
      'Person',
      ids.map((id) => ({ id })),
      'id vaccinationUpToDate { answer }',
    );
    expect(department.takeReads()).toEqual({ vaccination_records: 1 });
    expect(data?.['_entities']).toEqual(
      ids.map((id) => ({ id, vaccinationUpToDate: { answer: known.includes(id) ? 'YES' : 'UNKNOWN' } })),
    );
  });
});
