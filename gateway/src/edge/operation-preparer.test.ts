import { HubError } from '@hub/domain';
import { buildSchema, GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationPreparer } from './operation-preparer.js';
import { RefusedRequest } from './refused-request.js';

const schema = buildSchema(`
  type Query { person(id: ID!): Person persons(ids: [ID!]!): [Person]! employmentPage(first: Int): [Employment] }
  type Mutation { enrolChild(input: EnrolChildInput!): Employment draw(polygon: GeoJson): Employment }
  scalar GeoJson
  input EnrolChildInput { idempotencyKey: String! grade: Int! }
  type Person { id: ID! employed(on: String): Verification employments: [Employment!] friend: Person }
  type Employment { id: ID! person: Person status: EmploymentStatus }
  type Verification { answer: String! reason: String asOf: String source: String }
  enum EmploymentStatus { RUNNING ENDED }
`);
const schemaNames = [
  'Person',
  'Employment',
  'Verification',
  'EnrolChildInput',
  'EmploymentStatus',
  'employments',
  'idempotencyKey',
  'asOf',
  'RUNNING',
];

function refuse(text: string): readonly HubError[] {
  try {
    new OperationPreparer(schema).prepare(text);
  } catch (error) {
    if (error instanceof HubError) return [error];
    if (!(error instanceof RefusedRequest)) throw error;
    return error.errors.map((reason) => {
      const meant = reason instanceof GraphQLError ? reason.originalError : reason;
      if (!(meant instanceof HubError)) throw new TypeError('A refusal is made of hub errors');
      return meant;
    });
  }
  return [];
}

const codesOf = (text: string): readonly string[] => [...new Set(refuse(text).map(({ code }) => code))];

/** Each fragment spreads the next one twice: 2^n selections from a few hundred bytes. */
function bomb(n: number): string {
  const fragments = Array.from(
    { length: n },
    (_, i) => `fragment F${String(i)} on Person { friend { ...F${String(i + 1)} } a: friend { ...F${String(i + 1)} } }`,
  );
  return `{ person(id: "x") { ...F0 } } ${fragments.join(' ')} fragment F${String(n)} on Person { id }`;
}

/** The same without any depth of its own. */
function flatBomb(n: number): string {
  const fragments = Array.from(
    { length: n },
    (_, i) => `fragment F${String(i)} on Person { ...F${String(i + 1)} ...F${String(i + 1)} }`,
  );
  return `{ person(id: "x") { ...F0 } } ${fragments.join(' ')} fragment F${String(n)} on Person { id }`;
}

describe('Preparing an operation', () => {
  it('remembers an operation by its text', () => {
    const preparer = new OperationPreparer(schema);
    const first = preparer.prepare('query Look { person(id: "x") { id } }');
    expect(preparer.prepare('query Look { person(id: "x") { id } }')).toBe(first);
    expect(first.name).toBe('Look');
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses what is not GraphQL without quoting it', () => {
    expect(refuse('{ person(id: 990000').map(({ message, code }) => [code, message.includes('990000')])).toEqual([
      ['GRAPHQL_PARSE_FAILED', false],
    ]);
  });

  it.each([5, 8, 12, 20])('refuses the nested fragment bomb of %i levels', (n) => {
    expect(codesOf(bomb(n))).toEqual(['LIMIT_EXCEEDED']);
  });

  it.each([9, 12, 16, 20, 30])('refuses the flat fragment bomb of %i levels', (n) => {
    expect(codesOf(flatBomb(n))).toEqual(['LIMIT_EXCEEDED']);
  });

  it.each([
    ['101 aliases', `{ ${Array.from({ length: 101 }, (_, i) => `a${String(i)}: __typename`).join(' ')} }`],
    ['500 times the same field', `{ person(id: "x") { ${'id '.repeat(500)} } }`],
    ['16 aliases', `{ person(id: "x") { ${Array.from({ length: 16 }, (_, i) => `a${String(i)}: id`).join(' ')} } }`],
    ['151 times the same field', `{ person(id: "x") { ${'id '.repeat(151)} } }`],
    [
      '151 fields in inline fragments',
      `{ person(id: "x") { ... { ${'id '.repeat(75)} } ... { ${'id '.repeat(76)} } } }`,
    ],
    ['16 KiB of comments', `# ${'x'.repeat(16 * 1024)}\n{ person(id: "x") { id } }`],
    ['6,000 Chinese characters', `# ${'中'.repeat(6_000)}\n{ person(id: "x") { id } }`],
    ['120,000 line feeds', `${'\n'.repeat(120_000)}{ person(id: "x") { id } }`],
    ['six directives', `{ person(id: "x") { id ${'@include(if: true) '.repeat(6)} } }`],
    ['nine levels', `{ person(id: "x") { ${'friend { '.repeat(8)} id ${'} '.repeat(8)} } }`],
    ['a page of 99999999', '{ employmentPage(first: 99999999) { id } }'],
    [
      'a text of 451 tokens',
      `query (${Array.from({ length: 150 }, (_, i) => `$v${String(i)}: ID`).join(' ')}) { person(id: "x") { id } }`,
    ],
  ])('refuses %s as over the limit', (_, text) => {
    expect(codesOf(text)).toEqual(['LIMIT_EXCEEDED']);
  });

  it.each([
    ['introspection', '{ __schema { types { name } } }'],
    ['introspection of one type', '{ __type(name: "Person") { name } }'],
    ['an unknown field', '{ person(id: "x") { employment } }'],
    ['an unknown root', '{ _service { sdl } }'],
    ['an unknown argument', '{ person(id: "x", key: 1) { id } }'],
    ['a missing argument', '{ person { id } }'],
    ['a missing selection', '{ person(id: "x") }'],
    ['a value of another type', '{ employmentPage(first: "EmploymentStat") { id } }'],
    ['an unknown type', '{ person(id: "x") { ... on Persons { id } } }'],
    ['an unknown directive', '{ person(id: "x") { id @secret } }'],
    ['a missing input field', 'mutation { enrolChild(input: { grade: 1 }) { id } }'],
    ['an unknown input field', 'mutation { enrolChild(input: { grade: 1, idempotencyKeys: "" }) { id } }'],
    ['a variable of the wrong type', 'query ($i: Int) { person(id: $i) { id } }'],
    ['a fragment cycle', '{ person(id: "x") { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }'],
    ['a subscription', 'subscription { person { id } }'],
    ['two operations', 'query A { person(id: "x") { id } } query B { person(id: "x") { id } }'],
    ['a schema definition', 'type Query { a: Int }'],
    ['no operation', 'fragment A on Person { id }'],
    [
      'two mutations',
      'mutation ($i: EnrolChildInput!) { a: enrolChild(input: $i) { id } b: enrolChild(input: $i) { id } }',
    ],
    [
      'two mutations in fragments',
      'mutation ($i: EnrolChildInput!) { ...A ... { b: enrolChild(input: $i) { id } } } fragment A on Mutation { enrolChild(input: $i) { id } }',
    ],
    ['an alias that GraphQL keeps', '{ __proto__: person(id: "x") { id } }'],
    ['a variable that federation keeps', 'query ($representations: ID!) { person(id: $representations) { id } }'],
  ])('refuses %s without a name of the schema that the caller did not write', (_, text) => {
    const errors = refuse(text);
    expect(errors.map(({ code }) => code)).toContain('GRAPHQL_VALIDATION_FAILED');
    for (const { message } of errors) {
      const leaked = schemaNames.filter((name) => new RegExp(`\\b${name}\\b`).test(message) && !text.includes(name));
      expect(leaked).toEqual([]);
      expect(message).not.toContain('Did you mean');
    }
  });

  it('names the length that a text may have', () => {
    expect(() => new OperationPreparer(schema).prepare(' '.repeat(16 * 1024 + 1))).toThrow('16384 bytes');
  });

  it('takes one mutation under one name, asked for twice or beside __typename', () => {
    const twice = 'enrolChild(input: $i) { id } enrolChild(input: $i) { status }';
    expect(refuse(`mutation ($i: EnrolChildInput!) { __typename ${twice} }`)).toEqual([]);
  });

  it('refuses a written value that is nested too deep, by its path', () => {
    const draw = (levels: number): readonly HubError[] =>
      refuse(`mutation { draw(polygon: ${'['.repeat(levels)}${']'.repeat(levels)}) { id } }`);
    expect(draw(32)).toEqual([]);
    expect(draw(33)).toMatchObject([{ code: 'BAD_USER_INPUT', details: { field: `polygon${'[0]'.repeat(32)}` } }]);
    expect(refuse(`query ($p: ID = ${'[{a: '.repeat(17)}1${'}]'.repeat(17)}) { person(id: $p) { id } }`)).toMatchObject(
      [{ code: 'BAD_USER_INPUT', details: { field: `p${'[0].a'.repeat(16)}` } }],
    );
  });

  it('repeats no more of a name than 80 characters, and no more than three mistakes', () => {
    const names = Array.from({ length: 9 }, (_, index) => `${'x'.repeat(500)}${String(index)}`).join(' ');
    const errors = refuse(`{ person(id: "x") { ${names} } }`);
    expect(errors).toHaveLength(3);
    for (const { message } of errors) expect(message.length).toBeLessThan(150);
  });

  it('lets the largest of our own operations pass', () => {
    const verification = '{ answer reason asOf source }';
    const fields = Array.from({ length: 12 }, (_, i) => `v${String(i)}: employed(on: $on) ${verification}`).join(' ');
    expect(refuse(`query Admission($id: ID!, $on: String) { person(id: $id) { id ${fields} } }`)).toEqual([]);
    const ids = Array.from({ length: 100 }, (_, i) => `"p${String(i)}"`).join(' ');
    expect(
      refuse(
        `{ persons(ids: [${ids}]) { id employed ${verification} employments { id person { id friend { id } } } } }`,
      ),
    ).toEqual([]);
  });
});
