import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkPolicy, federationFields, listCoordinates } from './check-policy.js';
import { decideAccess } from './decide-access.js';
import { definePolicy, key, open, part, shared } from './define-policy.js';
import { mergePolicies } from './policy-table.js';

const schema = buildSubgraphSchema(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])
    type Query { motto: String }
    type Dwelling @key(fields: "id") {
      id: ID!
      gridCode: String @external
      grid: String @requires(fields: "gridCode")
    }
  `),
);
const rows = [
  open('Query.motto', 'P', 'record'),
  key('Dwelling.id'),
  shared('Dwelling.grid', 'I', 'record', {}),
  ...federationFields.map(part),
];

describe('a field that another department owns and this one only requires', () => {
  it('is not among the fields to decide, so that it has one row: its owner’s', () => {
    expect(listCoordinates(schema)).toEqual(['Query.motto', 'Dwelling.id', 'Dwelling.grid']);
    expect(() => checkPolicy(schema, mergePolicies([definePolicy('community', rows)]))).not.toThrow();
  });

  it('may not have a row here', () => {
    const claimed = definePolicy('community', [...rows, shared('Dwelling.gridCode', 'I', 'record', {})]);
    expect(() => checkPolicy(schema, mergePolicies([claimed]))).toThrow(
      'Dwelling.gridCode has a policy row but no field',
    );
  });

  it('is read here by nobody, not even by the department itself', () => {
    const table = mergePolicies([definePolicy('community', rows)]);
    const query = parse(
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Dwelling { gridCode grid } } }',
    );
    const { denied } = decideAccess(table, schema, query, { department: 'community', purpose: 'OWN_RECORDS' });
    expect(denied).toEqual(['Dwelling.gridCode']);
  });
});
