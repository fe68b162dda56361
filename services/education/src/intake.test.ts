import { newRecordId } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryEducation } from './education.fixture.js';
import type { EnrolmentDocument } from './enrolment/enrolment.repository.js';
import { intakeEducation } from './intake.js';

describe('taking over the records of an older system', () => {
  let education: Awaited<ReturnType<typeof tryEducation>>;

  beforeEach(async () => {
    education = await tryEducation();
  });
  afterEach(() => education.close());

  const updatedAt = new Date('2026-09-01T00:00:00Z');
  const school = {
    _id: '9900010001',
    name: '渔港学校',
    regionCode: '330921200200',
    seats: [{ grade: 1, capacity: 1 }],
    updatedAt,
  };
  const enrolment = (personId: string): EnrolmentDocument => ({
    _id: newRecordId(updatedAt),
    personId,
    schoolCode: school._id,
    schoolYear: '2026',
    grade: 1,
    enrolledOn: '2026-09-01',
    status: 'ACTIVE',
    updatedAt,
  });

  it('answers from them and counts their seats', async () => {
    const personId = education.newPersonId();
    await intakeEducation(education.store, { schools: [school], enrolments: [enrolment(personId)] });
    const { person } = await education.askPerson(personId, 'enrolled { answer asOf } enrolments { school { name } }');
    expect(person).toEqual({
      enrolled: { answer: 'YES', asOf: updatedAt },
      enrolments: [{ school: { name: '渔港学校' } }],
    });
    const { error } = await education.enrol({ schoolCode: school._id });
    expect(error).toMatchObject({ code: 'CONFLICT', reason: 'NO_SEAT' });
  });

  it('takes nothing when a child would have two active enrolments', async () => {
    const personId = education.newPersonId();
    const twice = { schools: [], enrolments: [enrolment(personId), enrolment(personId)] };
    await expect(intakeEducation(education.store, twice)).rejects.toThrow('Duplicate key in enrolments');
    expect((await education.askPerson(personId, 'enrolments { id }')).person).toEqual({ enrolments: [] });
  });
});
