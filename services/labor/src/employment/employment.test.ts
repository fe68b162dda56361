import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cooperative, errorOf, nextKey, shipyard, tryLabor } from '../labor.fixture.js';

describe('reporting employments', () => {
  let labor: Awaited<ReturnType<typeof tryLabor>>;
  let personId: string;

  beforeAll(async () => {
    labor = await tryLabor();
  });
  beforeEach(() => {
    personId = labor.newPersonId();
  });
  afterAll(() => labor.close());

  it('records a hire, with a contract that was signed before the first day', async () => {
    const { data, errors } = await labor.hire(personId, {
      employerCode: ` ${shipyard.toLowerCase()} `,
      contractSignedOn: '2026-02-20',
      occupation: ' 电焊工 ',
      ageVerified: 'YES',
    });
    expect(errors).toEqual([]);
    expect(data?.['reportEmploymentStart']).toMatchObject({
      person: { id: personId },
      employerCode: shipyard,
      employer: { code: shipyard },
      startedOn: '2026-03-01',
      endedOn: null,
      contractSignedOn: '2026-02-20',
      occupation: '电焊工',
      flags: [],
    });
  });

  it('records somebody under 16 and flags it, and never refuses', async () => {
    const { data, errors } = await labor.hire(personId, { ageVerified: 'NO' });
    expect(errors).toEqual([]);
    expect(data?.['reportEmploymentStart']).toMatchObject({ flags: ['UNDER_16'] });
    expect(await labor.askPerson(personId, 'employments { flags }')).toEqual({
      employments: [{ flags: ['UNDER_16'] }],
    });
  });

  it('flags an age that nobody verified, whether that was said or left out', async () => {
    for (const changes of [{}, { ageVerified: 'UNKNOWN' }, { ageVerified: null }]) {
      const { data } = await labor.hire(labor.newPersonId(), changes);
      expect(data?.['reportEmploymentStart']).toMatchObject({ flags: ['AGE_UNVERIFIED'] });
    }
  });

  it('refuses a person, code, date or occupation that cannot be, naming the field and the rule', async () => {
    const refusals = [
      [{ personId: `p${'0'.repeat(32)}` }, 'input.personId', 'BAD_PERSON_ID'],
      [{ employerCode: '91990001MA00000158' }, 'input.employerCode', 'BAD_CHECK_DIGIT'],
      [{ startedOn: '2026-11-23' }, 'input.startedOn', 'FUTURE_DATE'],
      [{ contractSignedOn: '2026-11-23' }, 'input.contractSignedOn', 'FUTURE_DATE'],
      [{ occupation: '工'.repeat(51) }, 'input.occupation', 'BAD_LENGTH'],
    ] as const;
    for (const [changes, field, reason] of refusals) {
      expect(errorOf(await labor.hire(personId, changes))).toEqual({ code: 'BAD_USER_INPUT', field, reason });
    }
    expect(await labor.askPerson(personId, 'employments { id }')).toEqual({ employments: [] });
  });

  it('refuses a second employment with the same employer while the first has not ended', async () => {
    await labor.work(personId);
    for (const startedOn of ['2026-03-01', '2026-06-01', '2026-01-01']) {
      expect(errorOf(await labor.hire(personId, { startedOn }))).toEqual({
        code: 'CONFLICT',
        field: 'input.startedOn',
        reason: 'EMPLOYMENT_OVERLAPS',
      });
    }
    expect((await labor.hire(personId, { employerCode: cooperative })).errors).toEqual([]);
  });

  it('lets a person come back to an employer from the day the first employment ended', async () => {
    await labor.end(await labor.work(personId));
    expect(errorOf(await labor.hire(personId, { startedOn: '2026-06-30' }))).toMatchObject({
      reason: 'EMPLOYMENT_OVERLAPS',
    });
    expect((await labor.hire(personId, { startedOn: '2026-07-01' })).errors).toEqual([]);
    expect(await labor.askPerson(personId, 'employments { startedOn endedOn endReason }')).toEqual({
      employments: [
        { startedOn: '2026-07-01', endedOn: null, endReason: null },
        { startedOn: '2026-03-01', endedOn: '2026-07-01', endReason: 'RESIGNED' },
      ],
    });
  });

  it('keeps one of two hires by one employer that come at once under different keys', async () => {
    const both = await Promise.all([labor.hire(personId), labor.hire(personId)]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.flatMap(({ errors }) => errors.map(({ extensions }) => extensions['code']))).toEqual(['CONFLICT']);
  });

  it('ends an employment once, not before it began and not in the future', async () => {
    const employmentId = await labor.work(personId);
    expect(errorOf(await labor.end(employmentId, { endedOn: '2026-02-28' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.endedOn',
      reason: 'DATE_ORDER',
    });
    expect(errorOf(await labor.end(employmentId, { endedOn: '2026-11-23' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.endedOn',
      reason: 'FUTURE_DATE',
    });
    const { data } = await labor.end(employmentId, { endedOn: '2026-03-01', reason: 'EXPIRED' });
    expect(data?.['reportEmploymentEnd']).toMatchObject({ endedOn: '2026-03-01', endReason: 'EXPIRED' });
    expect(errorOf(await labor.end(employmentId))).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_ENDED' });
    expect(errorOf(await labor.end('no-such-employment'))).toEqual({
      code: 'NOT_FOUND',
      field: 'input.employmentId',
    });
  });

  it.each(['', '工作', 'a\u0000', '\ud800', '\u202ea', 'x'.repeat(65)])(
    'refuses %j, which is no id of an employment',
    async (employmentId) => {
      expect(errorOf(await labor.end(employmentId))).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'input.employmentId',
        reason: 'BAD_ID',
      });
    },
  );

  it('refuses an occupation that hides something', async () => {
    for (const occupation of ['焊工\u0000', '\u202e焊工', '\u2069焊工', '焊\ud83d工']) {
      expect(errorOf(await labor.hire(personId, { occupation }))).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'input.occupation',
        reason: 'BAD_CHARACTER',
      });
    }
  });

  it('gives the first answer again for the same key and content, and a conflict for other content', async () => {
    const idempotencyKey = nextKey();
    const first = await labor.hire(personId, { idempotencyKey });
    expect((await labor.hire(personId, { idempotencyKey })).data).toEqual(first.data);
    expect(errorOf(await labor.hire(personId, { idempotencyKey, employerCode: cooperative }))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.idempotencyKey',
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
    const end = { idempotencyKey: nextKey() };
    const { id } = first.data?.['reportEmploymentStart'] as { id: string };
    expect((await labor.end(id, end)).data).toEqual((await labor.end(id, end)).data);
  });

  it('makes one employment of two reports that come at once with one key', async () => {
    const idempotencyKey = nextKey();
    const both = await Promise.all([1, 2].map(() => labor.hire(personId, { idempotencyKey })));
    expect(both[0]?.errors).toEqual([]);
    expect(both[0]?.data).toEqual(both[1]?.data);
    const held = await labor.askPerson(personId, 'employments { id }');
    expect(held?.['employments']).toHaveLength(1);
  });

  it('refuses codes of the synthetic region in production', async () => {
    const production = await tryLabor({ synthetic: false });
    try {
      for (const send of [production.hire, production.insure]) {
        expect(errorOf(await send(production.newPersonId()))).toEqual({
          code: 'BAD_USER_INPUT',
          field: 'input.employerCode',
          reason: 'SYNTHETIC_NUMBER',
        });
      }
    } finally {
      await production.close();
    }
  });
});
