import type { GraphQLInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, errorOf, tryCommerce } from './commerce.fixture.js';

describe('who may ask commerce what', () => {
  let commerce: Awaited<ReturnType<typeof tryCommerce>>;
  let personId: string;

  beforeAll(async () => {
    commerce = await tryCommerce();
    personId = commerce.newPersonId();
    await commerce.register({ code: company, operatorId: personId });
  });
  afterAll(() => commerce.close());

  it.each([
    ['police', 'PERMIT_CONDITION'],
    ['family-planning', 'VACCINATION_OUTREACH'],
    ['labor', 'EMPLOYMENT_CHECK'],
    ['education', 'SCHOOL_ADMISSION'],
    ['community', 'GRID_VISIT'],
    ['labor', 'STATISTICS'],
  ] as const)('shows the public data of an enterprise to %s for %s', async (department, purpose) => {
    const { data, errors } = await commerce.look(company, department, { purpose });
    expect(errors).toEqual([]);
    expect(data?.['enterprise']).toEqual({
      code: company,
      name: '秀山海兴船舶修造有限公司',
      kind: 'COMPANY',
      status: 'ACTIVE',
      closedOn: null,
    });
  });

  it.each([
    ['police', 'PERMIT_CONDITION'],
    ['education', 'SCHOOL_ADMISSION'],
    ['labor', 'SOCIAL_INSURANCE'],
  ] as const)(
    'tells %s for %s whether a person operates an enterprise, but never which',
    async (department, purpose) => {
      const officer = commerce.as(department, { purpose });
      const { data } = await officer.entities('Person', [{ id: personId }], 'id operatesEnterprise { answer }');
      expect(data?.['_entities']).toEqual([{ id: personId, operatesEnterprise: { answer: 'YES' } }]);
      const asked = await officer.query(`{ enterprise(code: "${company}") { name operator { id } warnings } }`);
      expect(errorOf(asked)).toMatchObject({
        code: 'FORBIDDEN',
        fields: ['Enterprise.operator', 'Enterprise.warnings'],
      });
      expect(asked.data).toBeNull();
    },
  );

  it.each([
    ['family-planning', 'VACCINATION_OUTREACH'],
    ['labor', 'OWN_RECORDS'],
    ['community', 'GRID_VISIT'],
    ['police', 'IDENTITY_CHECK'],
    ['education', 'ENROLMENT_DUTY'],
    ['hub', 'AUDIT'],
    ['commerce', 'STATISTICS'],
  ] as const)('tells %s for %s nothing about a person', async (department, purpose) => {
    const asked = await commerce
      .as(department, { purpose })
      .entities('Person', [{ id: personId }], 'operatesEnterprise { answer }');
    expect(errorOf(asked)).toMatchObject({ code: 'FORBIDDEN', fields: ['Person.operatesEnterprise'] });
    expect(asked.data).toBeNull();
  });

  it('lets commerce read its records in a case, and write only as its own work', async () => {
    const officer = commerce.as('commerce', { purpose: 'LICENSING' });
    const { data } = await officer.query(`{ enterprise(code: "${company}") { operator { id } warnings } }`);
    expect(data?.['enterprise']).toEqual({ operator: { id: personId }, warnings: [] });
    const written = await officer.query(
      `mutation { closeEnterprise(input: { idempotencyKey: "x", code: "${company}", closedOn: "2026-09-01" }) { code } }`,
    );
    expect(errorOf(written)).toMatchObject({ code: 'FORBIDDEN', fields: ['Mutation.closeEnterprise'] });
  });

  it('asks for nothing but the enterprise and who operates it: a permit is no condition of a licence', () => {
    const input = commerce.built.schema.getType('RegisterEnterpriseInput') as GraphQLInputObjectType;
    expect(Object.keys(input.getFields()).sort()).toEqual([
      'code',
      'establishedOn',
      'idempotencyKey',
      'kind',
      'name',
      'operatorId',
      'regionCode',
    ]);
  });
});
