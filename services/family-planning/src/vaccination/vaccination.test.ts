import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextKey, recordText, tryFamilyPlanning } from '../family-planning.fixture.js';

describe('vaccination records', () => {
  let department: Awaited<ReturnType<typeof tryFamilyPlanning>>;

  beforeAll(async () => {
    department = await tryFamilyPlanning();
  });
  afterAll(() => department.close());

  it('records where a child stands', async () => {
    const personId = department.newPersonId();
    const { answer } = await department.record(personId, 'UP_TO_DATE', '2026-11-20');
    expect(answer).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string,
      person: { id: personId },
      status: 'UP_TO_DATE',
      asOf: '2026-11-20',
    });
  });

  it('lets the later day stand, whichever report comes first', async () => {
    const personId = department.newPersonId();
    const first = await department.record(personId, 'DUE', '2026-10-01');
    const newer = await department.record(personId, 'UP_TO_DATE', '2026-10-15');
    expect(newer.answer).toEqual({ ...first.answer, status: 'UP_TO_DATE', asOf: '2026-10-15' });
    const late = await department.record(personId, 'OVERDUE', '2026-10-14');
    expect(late.answer).toEqual(newer.answer);
    expect(await department.askPerson(personId, 'vaccinationUpToDate { answer }')).toEqual({
      vaccinationUpToDate: { answer: 'YES' },
    });
  });

  it('lets the later report of one day stand', async () => {
    const personId = department.newPersonId();
    await department.record(personId, 'OVERDUE', '2026-10-01');
    expect((await department.record(personId, 'DUE', '2026-10-01')).answer).toMatchObject({ status: 'DUE' });
  });

  it.each([
    [{ personId: 'p000000000000000000000000000000000' }, 'input.personId', 'BAD_PERSON_ID'],
    [{ asOf: '2026-11-23' }, 'input.asOf', 'FUTURE_DATE'],
  ])('names the field and the rule of %j', async (changes, field, reason) => {
    const { error } = await department.record(department.newPersonId(), 'DUE', '2026-11-22', changes);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  it('gives the same answer to the same key, refuses other content, and makes one record of two at once', async () => {
    const personId = department.newPersonId();
    const input = { idempotencyKey: nextKey(), personId, status: 'DUE', asOf: '2026-11-01' };
    const officer = department.as('family-planning');
    const [one, two] = await Promise.all([1, 2].map(() => officer.query(recordText, { input })));
    expect(one?.errors).toEqual([]);
    expect(two).toEqual(one);
    await department.record(personId, 'UP_TO_DATE', '2026-11-02');
    expect(await officer.query(recordText, { input })).toEqual(one);
    const other = await officer.query(recordText, { input: { ...input, status: 'OVERDUE' } });
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'IDEMPOTENCY_KEY_REUSED' });
  });
});
