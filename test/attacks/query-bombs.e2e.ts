import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from '../authorization/department-doors.js';
import type { Outsider } from './outsider.js';
import { createOutsider, verdictOf } from './outsider.js';
import { findLeakedNames } from './schema-names.js';

const repeat = (times: number, write: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => write(index)).join(' ');
const person = (selection: string): string => `query ($id: ID!) { person(id: $id) { ${selection} } }`;
/** Each fragment spreads the next one twice: 2ⁿ selections out of n lines. */
const fragmentBomb = (n: number): string =>
  `${person('...F0')} ${repeat(n, (i) => `fragment F${String(i)} on Person { ...F${String(i + 1)} ...F${String(i + 1)} }`)} fragment F${String(n)} on Person { id }`;
/** Round and round: a person's employments, their person, whose employments … */
const deep = (rounds: number): string =>
  person(`${'employments { person { '.repeat(rounds)} id ${'} } '.repeat(rounds)}`);

const bombs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, n) => [`${String(n + 5)} doubling fragments`, fragmentBomb(n + 5)]),
  ),
  '101 aliases of nothing': `{ ${repeat(101, (i) => `a${String(i)}: __typename`)} }`,
  '101 aliases of a person': `query ($id: ID!) { ${repeat(101, (i) => `a${String(i)}: person(id: $id) { id }`)} }`,
  'the same field 500 times': person('id '.repeat(500)),
  'the same answer 500 times': person('employed { answer } '.repeat(500)),
  'ten rounds of a circle': deep(10),
  'a hundred rounds of a circle': deep(100),
  'ten thousand rounds of a circle': deep(10_000),
  'ten thousand braces': '{'.repeat(10_000),
  'ten thousand brackets': `{ person(id: ${'['.repeat(10_000)}) { id } }`,
  'a list in a list in a list': `{ persons(ids: ${'['.repeat(500)}"x"${']'.repeat(500)}) { id } }`,
  'fragments in a circle': `${person('...A')} fragment A on Person { ...B } fragment B on Person { ...A }`,
  'a fragment in itself': `${person('...A')} fragment A on Person { employments { person { ...A } } }`,
  '200 unused fragments': `${person('id')} ${repeat(200, (i) => `fragment U${String(i)} on Person { id }`)}`,
  '200 operations': repeat(200, (i) => `query Q${String(i)} { me { id } }`),
  '200 variables': `query (${repeat(200, (i) => `$v${String(i)}: Int`)}) { me { id } }`,
  '200 directives': `{ me { id ${'@include(if: true) '.repeat(200)} } }`,
  '200 made-up directives': `{ me { id ${repeat(200, (i) => `@d${String(i)}`)} } }`,
  '101 literal ids': `{ persons(ids: [${repeat(101, () => '"x"')}]) { id } }`,
  'a text of 200 kB': `{ me { id } } # ${'x'.repeat(200_000)}\n${'{ me { id } } '.repeat(200)}`,
};

describe('A query bomb', () => {
  let hub: HubOnTrial;
  let outsider: Outsider;
  beforeAll(async () => {
    hub = await startHub();
    outsider = createOutsider(hub);
  });
  afterAll(() => hub.stop());

  it.each(Object.entries(bombs))('of %s is refused before any department hears of it', async (_what, text) => {
    const before = await countDepartmentRequests(hub);
    const answer = await outsider.ask(text, { id: 'x' });
    expect(verdictOf(answer)).toMatch(/^400 (LIMIT_EXCEEDED|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED)$/);
    expect(answer.data ?? null).toBeNull();
    expect(findLeakedNames(answer, text)).toEqual([]);
    expect(await countDepartmentRequests(hub)).toBe(before);
  });

  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${String(index)}`, index])),
  );
  const ids = (count: number): string => JSON.stringify(Array.from({ length: count }, () => 'x'));
  const report = 'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }';
  const insured = 'query ($id: ID!, $n: Int!) { person(id: $id) { insuredForMonths(months: $n) { answer } } }';
  const many = 'query ($ids: [ID!]!) { persons(ids: $ids) { id employed { answer } } }';
  const floods: Readonly<Record<string, readonly [query: string, variables: string]>> = {
    '101 ids': [many, `{"ids":${ids(101)}}`],
    '10,000 ids': [many, `{"ids":${ids(10_000)}}`],
    'an object where ids belong': [many, `{"ids":${wide}}`],
    'lists fifty thousand deep': [many, `{"ids":${nested(50_000)}}`],
    'an input of 10,000 fields': [report, `{"input":${wide}}`],
    'an input fifty thousand lists deep': [report, `{"input":${nested(50_000)}}`],
    'a number of 200,000 digits': [insured, `{"id":"x","n":${'9'.repeat(200_000)}}`],
    'a number beyond 32 bits': [insured, '{"id":"x","n":2147483648}'],
    'a number of a thousand zeros': [insured, '{"id":"x","n":1e1000}'],
    'more than the body may hold': [many, `{"ids":["${'x'.repeat(1_000_000)}"]}`],
    'ints that together are a megabyte': [many, `{"ids":[${'1234567,'.repeat(125_000)}1]}`],
  };

  it.each(Object.entries(floods))(
    'of %s in variables is refused before any department hears of it',
    async (_what, [query, variables]) => {
      const before = await countDepartmentRequests(hub);
      const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
      const answer = await outsider.post(body);
      expect(verdictOf(answer)).toMatch(/^400 (LIMIT_EXCEEDED|BAD_USER_INPUT)$/);
      expect(answer.text.length).toBeLessThan(1_000);
      expect(findLeakedNames(answer, body)).toEqual([]);
      expect(await countDepartmentRequests(hub)).toBe(before);
    },
  );

  it('leaves nothing behind: many at once, and the next question is answered', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 40 }, (_, index) => outsider.ask(`# ${String(index)}\n${fragmentBomb(20)}`, { id: 'x' })),
    );
    expect(new Set(attempts.map(verdictOf))).toEqual(new Set(['400 LIMIT_EXCEEDED']));
    const { status, data } = await outsider.ask('{ me { id } }');
    expect([status, data]).toEqual([200, { me: { id: 'labor-system' } }]);
  });
});
