import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextKey, tryEducation } from '../education.fixture.js';

const seats = [
  { grade: 2, capacity: 30 },
  { grade: 1, capacity: 40 },
];

describe('schools', () => {
  let education: Awaited<ReturnType<typeof tryEducation>>;

  beforeAll(async () => {
    education = await tryEducation();
  });
  afterAll(() => education.close());

  it('registers a school and gives its seats by grade', async () => {
    const { answer } = await education.registerSchool({ seats, name: ' 渔港小学（东） ' });
    expect(answer).toEqual({
      code: 'harbour-primary',
      name: '渔港小学（东）',
      regionCode: '330921200200',
      seats: [
        { grade: 1, capacity: 40, taken: 0 },
        { grade: 2, capacity: 30, taken: 0 },
      ],
    });
  });

  it('takes the same content under the same code for the same school, in any order and with any key', async () => {
    const first = await education.registerSchool({ code: 'same', seats });
    const again = await education.registerSchool({ code: 'same', seats: [...seats].reverse() });
    const keyed = await education.registerSchool({ code: 'same', seats, idempotencyKey: nextKey() });
    expect(again.answer).toEqual(first.answer);
    expect(keyed.answer).toEqual(first.answer);
  });

  it('refuses a code that stands for another school', async () => {
    await education.registerSchool({ code: 'taken', seats });
    const others = [
      { name: '另一所小学', seats },
      { regionCode: '330921200203', seats },
      { seats: [{ grade: 1, capacity: 41 }] },
      {},
    ];
    for (const other of others) {
      const { error } = await education.registerSchool({ code: 'taken', ...other });
      expect(error).toMatchObject({ code: 'CONFLICT', field: 'input.code', reason: 'CODE_TAKEN' });
    }
  });

  it('tells a reused idempotency key from a taken code', async () => {
    const idempotencyKey = nextKey();
    await education.registerSchool({ code: 'keyed', idempotencyKey });
    const { error } = await education.registerSchool({ code: 'keyed-2', idempotencyKey });
    expect(error).toMatchObject({ code: 'CONFLICT', reason: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('makes one school of two registrations that come at once', async () => {
    const both = await Promise.all([1, 2].map(() => education.registerSchool({ code: 'twins', seats })));
    expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(both[0]?.answer).toEqual(both[1]?.answer);
  });

  it.each([
    [{ code: '' }, 'input.code', 'BAD_SCHOOL_CODE'],
    [{ code: '-leading' }, 'input.code', 'BAD_SCHOOL_CODE'],
    [{ code: '渔港小学' }, 'input.code', 'BAD_SCHOOL_CODE'],
    [{ code: 'x'.repeat(33) }, 'input.code', 'BAD_SCHOOL_CODE'],
    [{ name: '  ' }, 'input.name', 'BAD_LENGTH'],
    [{ name: '校'.repeat(101) }, 'input.name', 'BAD_LENGTH'],
    [{ name: '渔港\u202e小学' }, 'input.name', 'BAD_CHARACTER'],
    [{ name: '渔港\u0000小学' }, 'input.name', 'BAD_CHARACTER'],
    [{ name: '渔港\ud800小学' }, 'input.name', 'BAD_CHARACTER'],
    [{ name: '渔港\u2066小学' }, 'input.name', 'BAD_CHARACTER'],
    [{ regionCode: '33' }, 'input.regionCode', 'BAD_LENGTH'],
    [{ regionCode: '00' }, 'input.regionCode', 'UNKNOWN_PROVINCE'],
    [{ seats: [{ grade: 0, capacity: 1 }] }, 'input.seats.0.grade', 'OUT_OF_RANGE'],
    [{ seats: [...seats, { grade: 13, capacity: 1 }] }, 'input.seats.2.grade', 'OUT_OF_RANGE'],
    [{ seats: [{ grade: 1, capacity: -1 }] }, 'input.seats.0.capacity', 'OUT_OF_RANGE'],
    [{ seats: [{ grade: 1, capacity: 10_001 }] }, 'input.seats.0.capacity', 'OUT_OF_RANGE'],
    [{ seats: [...seats, { grade: 2, capacity: 5 }] }, 'input.seats.2.grade', 'DUPLICATE_GRADE'],
  ])('names the field and the rule of %j', async (changes, field, reason) => {
    const { error } = await education.registerSchool({ code: 'wrong', ...changes });
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  it('shows schools to every department for any purpose, and null where there is none', async () => {
    await education.registerSchool({ code: 'open', seats });
    const text = 'query ($code: String!) { school(code: $code) { code name regionCode seats { grade taken } } }';
    const commerce = education.as('commerce', { purpose: 'STATISTICS' });
    expect((await commerce.query(text, { code: 'open' })).data?.['school']).toMatchObject({ code: 'open' });
    expect(await commerce.query(text, { code: 'nowhere' })).toEqual({ data: { school: null }, errors: [] });
    const { data } = await commerce.entities('School', [{ code: 'open' }, { code: 'nowhere' }], 'name');
    expect(data?.['_entities']).toEqual([{ name: '渔港小学' }, null]);
  });

  it.each(['', '渔港小学', 'open\u0000', '\ud800', 'x'.repeat(33)])(
    'refuses to look up %j, which is no code',
    async (code) => {
      const text = 'query ($code: String!) { school(code: $code) { code } }';
      const { data, errors } = await education.as('commerce').query(text, { code });
      expect(data).toEqual({ school: null });
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'BAD_USER_INPUT', field: 'code', reason: 'BAD_SCHOOL_CODE' },
      ]);
    },
  );

  it('counts the seats of one school year, and of fifty schools in one query', async () => {
    const codes = Array.from({ length: 50 }, (_, index) => `school-${String(index)}`);
    for (const code of codes) await education.registerSchool({ code, seats });
    const enrolled = await Promise.all([
      education.enrol({ schoolCode: 'school-7', grade: 2 }),
      education.enrol({ schoolCode: 'school-7', grade: 2 }),
      education.enrol({ schoolCode: 'school-7', grade: 3 }),
      education.enrol({ schoolCode: 'school-8', grade: 1 }),
      education.enrol({ schoolCode: 'school-8', grade: 1, schoolYear: '2027' }),
    ]);
    await education.end(enrolled[0].answer?.['id']);
    education.takeReads();
    const { data } = await education.as('police').entities(
      'School',
      codes.map((code) => ({ code })),
      'seats { grade taken } next: seats(schoolYear: "2027") { grade taken }',
    );
    expect(education.takeReads()).toEqual({ schools: 1, enrolments: 1 });
    const schools = data?.['_entities'] as unknown[];
    const of = (first: number, second: number) => [
      { grade: 1, taken: first },
      { grade: 2, taken: second },
    ];
    expect(schools[6]).toEqual({ seats: of(0, 0), next: of(0, 0) });
    expect(schools[7]).toEqual({ seats: of(0, 1), next: of(0, 0) });
    expect(schools[8]).toEqual({ seats: of(1, 0), next: of(1, 0) });
  });

  it('refuses a school year that cannot be, for the seats alone', async () => {
    await education.registerSchool({ code: 'year', seats });
    const { data, errors } = await education
      .as('education')
      .entities('School', [{ code: 'year' }], 'name seats(schoolYear: "26") { grade }');
    expect(data?.['_entities']).toEqual([{ name: '渔港小学', seats: null }]);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'schoolYear' });
  });
});
