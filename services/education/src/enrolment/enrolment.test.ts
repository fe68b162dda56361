import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { enrolText, nextKey, tryEducation } from '../education.fixture.js';

describe('enrolments', () => {
  let education: Awaited<ReturnType<typeof tryEducation>>;

  beforeAll(async () => {
    education = await tryEducation();
    await education.registerSchool();
    await education.registerSchool({ code: 'hill-primary', name: '山上小学' });
  });
  afterEach(() => education.setToday('2026-11-22'));
  afterAll(() => education.close());

  it('enrols a child', async () => {
    const personId = education.newPersonId();
    const { answer } = await education.enrol({ personId, enrolledOn: '2026-08-20' });
    expect(answer).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string,
      person: { id: personId },
      school: { code: 'harbour-primary', name: '渔港小学' },
      schoolYear: '2026',
      grade: 1,
      status: 'ACTIVE',
      enrolledOn: '2026-08-20',
      endedOn: null,
      endReason: null,
    });
  });

  it.each([
    [{ personId: 'p000000000000000000000000000000000' }, 'BAD_USER_INPUT', 'input.personId', 'BAD_PERSON_ID'],
    [{ schoolCode: 'nowhere' }, 'NOT_FOUND', 'input.schoolCode', undefined],
    [{ schoolCode: 'a\u0000' }, 'BAD_USER_INPUT', 'input.schoolCode', 'BAD_SCHOOL_CODE'],
    [{ schoolYear: '2028' }, 'BAD_USER_INPUT', 'input.schoolYear', 'FUTURE_SCHOOL_YEAR'],
    [{ enrolledOn: '2026-11-23' }, 'BAD_USER_INPUT', 'input.enrolledOn', 'FUTURE_DATE'],
    [{ schoolYear: '26' }, 'BAD_USER_INPUT', 'input.schoolYear', 'BAD_SCHOOL_YEAR'],
    [{ grade: 0 }, 'BAD_USER_INPUT', 'input.grade', 'OUT_OF_RANGE'],
    [{ grade: 13 }, 'BAD_USER_INPUT', 'input.grade', 'OUT_OF_RANGE'],
    [{ enrolledOn: '2025-08-31' }, 'BAD_USER_INPUT', 'input.enrolledOn', 'OUTSIDE_SCHOOL_YEAR'],
    [{ enrolledOn: '2027-09-01' }, 'BAD_USER_INPUT', 'input.enrolledOn', 'OUTSIDE_SCHOOL_YEAR'],
    [{ idempotencyKey: ' ' }, 'BAD_USER_INPUT', 'input.idempotencyKey', undefined],
  ])('names the field and the rule of %j', async (changes, code, field, reason) => {
    const { error } = await education.enrol(changes);
    expect(error).toMatchObject({ code, field, ...(reason !== undefined && { reason }) });
  });

  it('keeps a child in one school at a time, until the enrolment ends', async () => {
    const personId = education.newPersonId();
    const first = await education.enrol({ personId });
    for (const changes of [
      {},
      { schoolCode: 'hill-primary' },
      { schoolYear: '2027' },
      { schoolYear: '2025', enrolledOn: '2026-03-01' },
    ]) {
      const { error } = await education.enrol({ personId, ...changes });
      expect(error).toMatchObject({ code: 'CONFLICT', field: 'input.personId', reason: 'ALREADY_ENROLLED' });
    }
    const ended = await education.end(first.answer?.['id']);
    expect(ended.answer).toMatchObject({ status: 'ENDED', endedOn: '2026-11-20', endReason: 'TRANSFERRED' });
    const next = await education.enrol({ personId, schoolCode: 'hill-primary', enrolledOn: '2026-11-21' });
    expect(next.answer).toMatchObject({ status: 'ACTIVE', school: { name: '山上小学' } });
  });

  it('lets the next school year end the one that is over', async () => {
    const personId = education.newPersonId();
    await education.enrol({ personId });
    const next = { personId, schoolYear: '2027', grade: 2, enrolledOn: '2027-09-01' };
    education.setToday('2027-08-31');
    const early = { ...next, enrolledOn: '2027-08-31' };
    expect((await education.enrol(early)).error).toMatchObject({ reason: 'ALREADY_ENROLLED' });
    education.setToday('2027-09-01');
    const backdated = { ...next, schoolYear: '2026', enrolledOn: '2027-08-31' };
    expect((await education.enrol(backdated)).error).toMatchObject({ reason: 'ALREADY_ENROLLED' });
    expect((await education.enrol(next)).error).toBeUndefined();
    const { person } = await education.askPerson(personId, 'enrolments { schoolYear status endedOn endReason }');
    expect(person?.['enrolments']).toEqual([
      { schoolYear: '2027', status: 'ACTIVE', endedOn: null, endReason: null },
      { schoolYear: '2026', status: 'ENDED', endedOn: '2027-08-31', endReason: 'SCHOOL_YEAR_ENDED' },
    ]);
  });

  it('gives the same answer to the same key, refuses other content, and makes one record of two at once', async () => {
    const input = {
      idempotencyKey: nextKey(),
      personId: education.newPersonId(),
      schoolCode: 'harbour-primary',
      schoolYear: '2026',
      grade: 3,
      enrolledOn: '2026-09-01',
    };
    const officer = education.as('education');
    const [one, two] = await Promise.all([1, 2].map(() => officer.query(enrolText, { input })));
    expect(one?.errors).toEqual([]);
    expect(two).toEqual(one);
    expect(await officer.query(enrolText, { input })).toEqual(one);
    const other = await officer.query(enrolText, { input: { ...input, grade: 4 } });
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'IDEMPOTENCY_KEY_REUSED' });
    const { person } = await education.askPerson(input.personId, 'enrolments { id }');
    expect(person?.['enrolments']).toHaveLength(1);
  });

  it('gives the last seat to one of two children who come at once', async () => {
    await education.registerSchool({ code: 'full', seats: [{ grade: 1, capacity: 2 }] });
    const first = await education.enrol({ schoolCode: 'full' });
    const racing = await Promise.all([1, 2, 3].map(() => education.enrol({ schoolCode: 'full' })));
    expect(racing.filter(({ answer }) => answer !== undefined)).toHaveLength(1);
    for (const { error } of racing.filter(({ answer }) => answer === undefined)) {
      expect(error).toMatchObject({ code: 'CONFLICT', field: 'input.grade', reason: 'NO_SEAT' });
    }
    const free = [{ grade: 2 }, { schoolYear: '2027', enrolledOn: '2026-10-01' }];
    for (const changes of free) {
      expect((await education.enrol({ schoolCode: 'full', ...changes })).error).toBeUndefined();
    }
    await education.end(first.answer?.['id']);
    expect((await education.enrol({ schoolCode: 'full' })).error).toBeUndefined();
  });

  it('offers no place in a grade with no seats', async () => {
    await education.registerSchool({ code: 'closed', seats: [{ grade: 1, capacity: 0 }] });
    expect((await education.enrol({ schoolCode: 'closed' })).error).toMatchObject({ reason: 'NO_SEAT' });
  });

  it('ends an enrolment once, on a day between its beginning, today and the end of the school year', async () => {
    const { answer } = await education.enrol({ enrolledOn: '2026-09-10' });
    const id = answer?.['id'];
    for (const [endedOn, reason] of [
      ['2026-09-09', 'DATE_ORDER'],
      ['2026-11-23', 'FUTURE_DATE'],
    ]) {
      expect((await education.end(id, { endedOn })).error).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'input.endedOn',
        reason,
      });
    }
    education.setToday('2027-10-01');
    expect((await education.end(id, { endedOn: '2027-09-01' })).error).toMatchObject({
      reason: 'OUTSIDE_SCHOOL_YEAR',
    });
    expect((await education.end(id, { endedOn: '2027-08-31', reason: 'GRADUATED' })).answer).toMatchObject({
      endedOn: '2027-08-31',
      endReason: 'GRADUATED',
    });
    expect((await education.end(id)).error).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_ENDED' });
    expect((await education.end('nobody')).error).toMatchObject({ code: 'NOT_FOUND', field: 'input.enrolmentId' });
    for (const broken of ['', 'a\u0000', '\ud800', '学籍']) {
      expect((await education.end(broken)).error).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'input.enrolmentId',
        reason: 'BAD_ID',
      });
    }
  });

  it('withdraws an enrolment for the next school year before that begins', async () => {
    const { answer } = await education.enrol({ schoolYear: '2027', enrolledOn: '2026-11-01' });
    const withdrawn = await education.end(answer?.['id'], { endedOn: '2026-11-22', reason: 'LEFT' });
    expect(withdrawn.answer).toMatchObject({ status: 'ENDED', endedOn: '2026-11-22' });
  });
});
