import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tryEducation } from '../education.fixture.js';

describe('what education answers about a child', () => {
  let education: Awaited<ReturnType<typeof tryEducation>>;

  beforeAll(async () => {
    education = await tryEducation();
    await education.registerSchool();
  });
  afterEach(() => education.setToday('2026-11-22'));
  afterAll(() => education.close());

  const ask = async (personId: string, selection: string) => (await education.askPerson(personId, selection)).person;

  it('says yes for the school year of an active enrolment, and no without a record for others', async () => {
    const personId = education.newPersonId();
    await education.enrol({ personId });
    expect(
      await ask(
        personId,
        `enrolled { answer reason asOf source }
        stated: enrolled(schoolYear: "2026") { answer }
        before: enrolled(schoolYear: "2025") { answer reason asOf }
        after: enrolled(schoolYear: "2027") { answer reason }`,
      ),
    ).toEqual({
      enrolled: { answer: 'YES', reason: null, asOf: new Date('2026-11-22T12:00:00+08:00'), source: 'EDUCATION' },
      stated: { answer: 'YES' },
      before: { answer: 'NO', reason: 'NO_RECORD', asOf: null },
      after: { answer: 'NO', reason: 'NO_RECORD' },
    });
  });

  it('says no without a record about somebody it never met', async () => {
    expect(await ask(education.newPersonId(), 'enrolled { answer reason asOf } enrolments { id }')).toEqual({
      enrolled: { answer: 'NO', reason: 'NO_RECORD', asOf: null },
      enrolments: [],
    });
  });

  it('says no after an end, and tells it from no record', async () => {
    const personId = education.newPersonId();
    const { answer } = await education.enrol({ personId });
    await education.end(answer?.['id']);
    expect(await ask(personId, 'enrolled { answer reason }')).toEqual({
      enrolled: { answer: 'NO', reason: 'ENDED' },
    });
  });

  it.each([
    ['2027-06-01', 'GRADUATED', 'YES', null],
    ['2027-07-01', 'TRANSFERRED', 'YES', null],
    ['2027-08-31', 'SCHOOL_YEAR_ENDED', 'YES', null],
    ['2027-05-31', 'GRADUATED', 'NO', 'ENDED'],
    ['2027-01-15', 'SCHOOL_YEAR_ENDED', 'NO', 'ENDED'],
    ['2026-11-20', 'OTHER', 'NO', 'ENDED'],
  ])('counts an end on %s (%s) as %s for the school year', async (endedOn, reason, answer, why) => {
    const personId = education.newPersonId();
    const enrolled = await education.enrol({ personId });
    education.setToday('2027-08-31');
    expect((await education.end(enrolled.answer?.['id'], { endedOn, reason })).error).toBeUndefined();
    expect(
      await ask(
        personId,
        'enrolled(schoolYear: "2026") { answer reason } after: enrolled(schoolYear: "2027") { reason }',
      ),
    ).toEqual({
      enrolled: { answer, reason: why },
      after: { reason: 'ENDED' },
    });
  });

  it('says that a place for the next school year is not yet one in this, and that a withdrawn one is none', async () => {
    const personId = education.newPersonId();
    const { answer } = await education.enrol({ personId, schoolYear: '2027' });
    expect(
      await ask(personId, 'enrolled { answer reason asOf } next: enrolled(schoolYear: "2027") { answer }'),
    ).toEqual({
      enrolled: { answer: 'NO', reason: 'NOT_YET', asOf: new Date('2026-11-22T12:00:00+08:00') },
      next: { answer: 'YES' },
    });
    await education.end(answer?.['id'], { endedOn: '2026-11-22', reason: 'LEFT' });
    expect(await ask(personId, 'enrolled { answer reason } next: enrolled(schoolYear: "2027") { reason }')).toEqual({
      enrolled: { answer: 'NO', reason: 'NO_RECORD' },
      next: { reason: 'ENDED' },
    });
  });

  it('asks about the school year of today in Shanghai, which turns on 1 September', async () => {
    const personId = education.newPersonId();
    await education.enrol({ personId });
    education.setToday('2026-08-31');
    expect(await ask(personId, 'enrolled { answer reason } before: enrolled(schoolYear: "2024") { reason }')).toEqual({
      enrolled: { answer: 'NO', reason: 'NOT_YET' },
      before: { reason: 'NO_RECORD' },
    });
    education.setToday('2026-09-01');
    expect(await ask(personId, 'enrolled { answer }')).toEqual({ enrolled: { answer: 'YES' } });
    education.setToday('2027-08-31');
    expect(await ask(personId, 'enrolled { answer }')).toEqual({ enrolled: { answer: 'YES' } });
    education.setToday('2027-09-01');
    expect(await ask(personId, 'enrolled { answer reason } past: enrolled(schoolYear: "2026") { answer }')).toEqual({
      enrolled: { answer: 'NO', reason: 'ENDED' },
      past: { answer: 'YES' },
    });
  });

  it('keeps saying yes about a school year that the next enrolment has ended', async () => {
    const personId = education.newPersonId();
    await education.enrol({ personId });
    education.setToday('2027-09-01');
    await education.enrol({ personId, schoolYear: '2027', grade: 2, enrolledOn: '2027-09-01' });
    expect(await ask(personId, 'enrolled { answer } past: enrolled(schoolYear: "2026") { answer }')).toEqual({
      enrolled: { answer: 'YES' },
      past: { answer: 'YES' },
    });
  });

  it('refuses a school year that cannot be, for its field alone', async () => {
    const { person, errors } = await education.askPerson(
      education.newPersonId(),
      'id enrolled(schoolYear: "2026/27") { answer }',
    );
    expect(person).toMatchObject({ enrolled: null });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'schoolYear',
      reason: 'BAD_SCHOOL_YEAR',
    });
  });

  it('lists enrolments newest first', async () => {
    const personId = education.newPersonId();
    const { answer } = await education.enrol({ personId });
    await education.end(answer?.['id'], { endedOn: '2026-10-01' });
    await education.enrol({ personId, enrolledOn: '2026-10-02' });
    expect(await ask(personId, 'enrolments { enrolledOn status school { name } person { id } }')).toEqual({
      enrolments: [
        { enrolledOn: '2026-10-02', status: 'ACTIVE', school: { name: '渔港小学' }, person: { id: personId } },
        { enrolledOn: '2026-09-01', status: 'ENDED', school: { name: '渔港小学' }, person: { id: personId } },
      ],
    });
  });

  it('answers fifty children with one query per collection', async () => {
    const ids = Array.from({ length: 50 }, () => education.newPersonId());
    const enrolled = ids.filter((_, index) => index % 2 === 0);
    for (const personId of enrolled) await education.enrol({ personId });
    education.takeReads();
    const { data } = await education.as('education').entities(
      'Person',
      ids.map((id) => ({ id })),
      'id enrolled { answer } enrolments { grade school { code } }',
    );
    expect(education.takeReads()).toEqual({ enrolments: 1, schools: 1 });
    const enrolments = [{ grade: 1, school: { code: 'harbour-primary' } }];
    expect(data?.['_entities']).toEqual(
      ids.map((id) =>
        enrolled.includes(id)
          ? { id, enrolled: { answer: 'YES' }, enrolments }
          : { id, enrolled: { answer: 'NO' }, enrolments: [] },
      ),
    );
  });
});
