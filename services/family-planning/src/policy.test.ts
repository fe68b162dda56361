import type { PurposeCode } from '@hub/domain';
import { departmentNames, listPurposesOf } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordText, tryFamilyPlanning } from './family-planning.fixture.js';

describe('who may ask family planning', () => {
  let department: Awaited<ReturnType<typeof tryFamilyPlanning>>;

  beforeAll(async () => {
    department = await tryFamilyPlanning();
  });
  afterAll(() => department.close());

  it('answers the entry check of a school and its own work, and refuses everybody else', async () => {
    const answered: string[] = [];
    for (const name of departmentNames) {
      for (const { code } of listPurposesOf(name)) {
        const { data, errors } = await department
          .as(name, { purpose: code as PurposeCode })
          .entities('Person', [{ id: department.newPersonId() }], 'vaccinationUpToDate { answer }');
        if (errors.length === 0) answered.push(`${name} ${code}`);
        else {
          expect(data).toBeNull();
          expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', fields: ['Person.vaccinationUpToDate'] });
        }
      }
    }
    expect(answered).toEqual([
      'family-planning IDENTITY_CHECK',
      'family-planning OWN_RECORDS',
      'family-planning VACCINATION_OUTREACH',
      'education SCHOOL_ADMISSION',
    ]);
  });

  it('lets nobody else record, and family planning only as its own work', async () => {
    for (const officer of [
      department.as('education', { purpose: 'SCHOOL_ADMISSION' }),
      department.as('community'),
      department.as('family-planning', { purpose: 'VACCINATION_OUTREACH' }),
    ]) {
      const input = { idempotencyKey: 'key', personId: department.newPersonId(), status: 'DUE', asOf: '2026-11-01' };
      const { errors } = await officer.query(recordText, { input });
      expect(errors[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        fields: expect.arrayContaining(['Mutation.recordVaccinationStatus']) as string[],
      });
    }
  });
});
