import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, shipyard, tryLabor } from './labor.fixture.js';

describe('who may ask labor what', () => {
  let labor: Awaited<ReturnType<typeof tryLabor>>;
  let personId: string;

  beforeAll(async () => {
    labor = await tryLabor();
    personId = labor.newPersonId();
    await labor.work(personId, { contractSignedOn: '2026-03-01', ageVerified: 'YES' });
    await labor.insure(personId);
  });
  afterAll(() => labor.close());

  const answers = 'employed { answer } stablyEmployed { answer } insuredForMonths(months: 6) { answer }';
  const yes = { answer: 'YES' };

  it('answers police about the conditions of a permit, with the employer as a minimal record', async () => {
    const { data, errors } = await labor
      .as('police', { purpose: 'PERMIT_CONDITION' })
      .entities(
        'Person',
        [{ id: personId }],
        `id ${answers} employments { employerCode employer { code } startedOn endedOn }`,
      );
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toEqual([
      {
        id: personId,
        employed: yes,
        stablyEmployed: yes,
        insuredForMonths: yes,
        employments: [{ employerCode: shipyard, employer: { code: shipyard }, startedOn: '2026-03-01', endedOn: null }],
      },
    ]);
  });

  it('keeps contract, occupation, flags and record ids from police', async () => {
    const asked = await labor
      .as('police', { purpose: 'PERMIT_CONDITION' })
      .entities(
        'Person',
        [{ id: personId }],
        'employments { id person { id } endReason contractSignedOn occupation flags }',
      );
    expect(errorOf(asked)).toMatchObject({
      code: 'FORBIDDEN',
      fields: [
        'Employment.contractSignedOn',
        'Employment.endReason',
        'Employment.flags',
        'Employment.id',
        'Employment.occupation',
        'Employment.person',
      ],
    });
    expect(asked.data).toBeNull();
  });

  it('answers education about admission with yes and no alone', async () => {
    const education = labor.as('education', { purpose: 'SCHOOL_ADMISSION' });
    const { data } = await education.entities('Person', [{ id: personId }], answers);
    expect(data?.['_entities']).toEqual([{ employed: yes, stablyEmployed: yes, insuredForMonths: yes }]);
    const asked = await education.entities(
      'Person',
      [{ id: personId }],
      'employed { answer } employments { startedOn }',
    );
    expect(errorOf(asked)).toMatchObject({
      code: 'FORBIDDEN',
      fields: ['Employment.startedOn', 'Person.employments'],
    });
  });

  it.each([
    ['family-planning', 'VACCINATION_OUTREACH'],
    ['commerce', 'LICENSING'],
    ['community', 'GRID_VISIT'],
    ['community', 'ONE_STOP_SERVICE'],
    ['police', 'IDENTITY_CHECK'],
    ['police', 'OWN_RECORDS'],
    ['education', 'ENROLMENT_DUTY'],
    ['hub', 'AUDIT'],
    ['labor', 'STATISTICS'],
  ] as const)('tells %s nothing for %s', async (department, purpose) => {
    const asked = await labor
      .as(department, { purpose })
      .entities('Person', [{ id: personId }], `${answers} employments { employerCode }`);
    expect(errorOf(asked)).toMatchObject({
      code: 'FORBIDDEN',
      fields: [
        'Employment.employerCode',
        'Person.employed',
        'Person.employments',
        'Person.insuredForMonths',
        'Person.stablyEmployed',
      ],
    });
    expect(asked.data).toBeNull();
  });

  it('lets labor read its records in a case, and write only as its own work', async () => {
    const officer = labor.as('labor', { purpose: 'EMPLOYMENT_CHECK' });
    const { data } = await officer.entities('Person', [{ id: personId }], 'employments { flags contractSignedOn }');
    expect(data?.['_entities']).toEqual([{ employments: [{ flags: [], contractSignedOn: '2026-03-01' }] }]);
    const written = await officer.query(
      `mutation { reportEmploymentEnd(input: { idempotencyKey: "x", employmentId: "x", endedOn: "2026-04-01", reason: OTHER }) { id } }`,
    );
    expect(errorOf(written)).toMatchObject({ code: 'FORBIDDEN', fields: ['Mutation.reportEmploymentEnd'] });
  });
});
