import { readFile } from 'node:fs/promises';
import type { PurposeCode } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayTrial } from '../../test/gateway-trial.js';
import { startGatewayTrial } from '../../test/gateway-trial.js';
import { readSchemaFiles } from '../schema-files.js';

const departments = ['police', 'family-planning', 'labor', 'education', 'commerce', 'community'] as const;
const verification = '{ answer reason asOf source }';

interface OwnOperation {
  readonly what: string;
  readonly client: string;
  readonly purpose: PurposeCode;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const own: readonly OwnOperation[] = [
  {
    what: 'a child and a guardian at school admission, everything at once',
    client: 'education-system',
    purpose: 'SCHOOL_ADMISSION',
    query: `query Admission($child: ID!, $guardian: ID!, $on: Date!, $name: String!) {
      child: person(id: $child) {
        id nameMatches(name: $name) ${verification} atLeastAge(age: 6, on: $on) ${verification}
        enrolled ${verification} vaccinationUpToDate ${verification}
      }
      guardian: person(id: $guardian) {
        id residenceRegistered(on: $on) ${verification} residentForMonths(months: 6, on: $on) ${verification}
        residencePermitValid(on: $on) ${verification} lawfulDwelling(on: $on) ${verification}
        stablyEmployed(on: $on) ${verification} insuredForMonths(months: 6, on: $on) ${verification}
        operatesEnterprise(on: $on) ${verification}
      }
    }`,
    variables: { child: 'p', guardian: 'p', on: '2026-11-22', name: '张三' },
  },
  {
    what: 'fifty people over several departments',
    client: 'education-system',
    purpose: 'SCHOOL_ADMISSION',
    query: `query Many($ids: [ID!]!) { persons(ids: $ids) {
      id residenceRegistered ${verification} vaccinationUpToDate ${verification} stablyEmployed ${verification}
      enrolled ${verification} operatesEnterprise ${verification} } }`,
    variables: { ids: Array.from({ length: 50 }, () => 'p') },
  },
  {
    what: 'a thousand people to resolve',
    client: 'police-system',
    purpose: 'OWN_RECORDS',
    query: `mutation Resolve($input: ResolvePersonsInput!) {
      resolvePersons(input: $input) { results { reference outcome personId reason } } }`,
    variables: {
      input: {
        items: Array.from({ length: 1_000 }, (_, i) => ({
          reference: `row-${String(i)}`,
          documentType: 'CITIZEN_ID',
          documentNumber: '990000199001011234',
          name: '欧阳娜娜·买买提',
        })),
      },
    },
  },
  {
    what: "a worker's employments with their employers",
    client: 'labor-system',
    purpose: 'OWN_RECORDS',
    query:
      'query ($id: ID!) { person(id: $id) { employments { id employer { code name kind status regionCode establishedOn } } } }',
    variables: { id: 'p' },
  },
  {
    what: 'a grid with its polygon',
    client: 'community-system',
    purpose: 'OWN_RECORDS',
    query: '{ grid(code: "330921200200001") { code name kind regionCode polygon } }',
  },
];

describe('The limits, calibrated on the committed schema', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial({ without: departments, schemaFiles: await readSchemaFiles() });
  });
  afterAll(() => hub.stop());

  it.each(own)('let pass: $what', async ({ client, purpose, query, variables = {} }) => {
    const id = (value: unknown): unknown => (value === 'p' ? hub.newPersonId() : value);
    const filled = Object.entries(variables).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(id) : id(value),
    ]);
    const { status, errors } = await hub.ask(query, {
      client,
      headers: { 'hub-purpose': purpose },
      variables: Object.fromEntries(filled) as Record<string, unknown>,
    });
    // No department runs here: what got past the edge finds nobody in
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['DEPARTMENT_UNAVAILABLE']));
    expect(status).toBe(200);
  });

  it('never tells a name of the schema to somebody who guesses', async () => {
    const sdl = await readFile(new URL('../../../schemas/supergraph.graphql', import.meta.url), 'utf8');
    const names = [...sdl.matchAll(/^(?:type|enum|input|scalar) ([A-Z]\w{5,})/gm)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      const guess = name.toLowerCase().slice(0, -1);
      const { status, text } = await hub.ask(`{ ${guess} { ${guess} } ... on ${name.slice(0, -1)} { id } }`);
      expect(status).toBe(400);
      expect(names.filter((each) => new RegExp(`\\b${each}\\b`).test(text) && !name.startsWith(each))).toEqual([]);
    }
  });
});
