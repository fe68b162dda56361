import type { DepartmentName, PurposeCode } from '@hub/domain';
import { departmentNames, listPurposesOf } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryEducation } from './education.fixture.js';

describe('who may ask education', () => {
  let education: Awaited<ReturnType<typeof tryEducation>>;

  beforeAll(async () => {
    education = await tryEducation();
  });
  afterAll(() => education.close());

  const refusedTo = async (department: DepartmentName, purpose: PurposeCode, selection: string) => {
    const officer = education.as(department, { purpose });
    const { data, errors } = await officer.entities('Person', [{ id: education.newPersonId() }], selection);
    if (errors.length === 0) return [];
    expect(data).toBeNull();
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    return errors[0]?.extensions['fields'];
  };

  it('shows enrolment to vaccination outreach, to those who urge enrolment and to education itself, and to nobody else', async () => {
    const answered: string[] = [];
    for (const department of departmentNames) {
      for (const { code } of listPurposesOf(department)) {
        const refused = await refusedTo(department, code as PurposeCode, 'enrolled { answer }');
        if (Array.isArray(refused) && refused.length === 0) answered.push(`${department} ${code}`);
        else expect(refused).toEqual(['Person.enrolled']);
      }
    }
    expect(answered).toEqual([
      'family-planning VACCINATION_OUTREACH',
      'education IDENTITY_CHECK',
      'education OWN_RECORDS',
      'education SCHOOL_ADMISSION',
      'education ENROLMENT_DUTY',
      'education CHILD_PROTECTION',
    ]);
  });

  it('refuses a whole request of police and labor with every field they may not read', async () => {
    const selection = 'id enrolled { answer } enrolments { grade school { name } }';
    const fields = ['Enrolment.grade', 'Enrolment.school', 'Person.enrolled', 'Person.enrolments'];
    expect(await refusedTo('police', 'PERMIT_CONDITION', selection)).toEqual(fields);
    expect(await refusedTo('labor', 'EMPLOYMENT_CHECK', selection)).toEqual(fields);
    expect(await refusedTo('labor', 'CHILD_PROTECTION', 'enrolled { answer }')).toEqual(['Person.enrolled']);
  });

  it('keeps the records themselves from those who may ask yes or no', async () => {
    expect(await refusedTo('family-planning', 'VACCINATION_OUTREACH', 'enrolments { id }')).toEqual([
      'Enrolment.id',
      'Person.enrolments',
    ]);
  });

  it('lets nobody else enrol, end or register, and education only as its own work', async () => {
    const mutations = {
      enrolChild: 'mutation ($input: EnrolChildInput!) { enrolChild(input: $input) { id } }',
      endEnrolment: 'mutation ($input: EndEnrolmentInput!) { endEnrolment(input: $input) { id } }',
      registerSchool: 'mutation ($input: RegisterSchoolInput!) { registerSchool(input: $input) { code } }',
    };
    for (const [name, text] of Object.entries(mutations)) {
      for (const officer of [
        education.as('community'),
        education.as('police'),
        education.as('education', { purpose: 'SCHOOL_ADMISSION' }),
      ]) {
        const { errors } = await officer.query(text, { input: {} });
        expect(errors[0]?.extensions).toMatchObject({
          code: 'FORBIDDEN',
          fields: expect.arrayContaining([`Mutation.${name}`]) as string[],
        });
      }
    }
  });
});
