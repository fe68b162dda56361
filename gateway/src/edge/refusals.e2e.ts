import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { errorCodes } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskOptions, GatewayTrial, TrialAnswer } from '../../test/gateway-trial.js';
import { readAnswer, startGatewayTrial } from '../../test/gateway-trial.js';

const ownRecords = { 'hub-purpose': 'OWN_RECORDS', 'hub-case': undefined };
const report = 'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }';
const met = new Set<string>();

describe('A refused request', () => {
  let hub: GatewayTrial;
  beforeAll(async () => {
    hub = await startGatewayTrial({ without: ['community'] });
  });
  afterAll(async () => {
    await hub.stop();
  });

  const ask = async (query: string, options?: AskOptions): Promise<TrialAnswer> => {
    const answer = await hub.ask(query, options);
    for (const { extensions } of answer.errors) met.add(String(extensions['code']));
    return answer;
  };
  const post = async (
    body: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'POST',
  ): Promise<TrialAnswer> =>
    readAnswer(
      await fetch(`${hub.url}/graphql`, {
        method,
        headers: {
          authorization: `Bearer ${await hub.tokenOf('education-system')}`,
          'hub-purpose': 'SCHOOL_ADMISSION',
          'hub-officer': 'o',
          'hub-case': 'c',
          'content-type': 'application/json',
          ...headers,
        },
        ...(method === 'POST' && { body }),
      }),
    );
  const first = ({ status, errors }: TrialAnswer): readonly unknown[] => [status, errors[0]?.extensions['code']];

  it.each([
    ['no token', { headers: { authorization: undefined } }],
    ['another scheme', { headers: { authorization: 'Basic YTpi' } }],
    ['a made-up token', { token: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['a token of a megabyte', { headers: { authorization: `Bearer ${'a'.repeat(12_000)}` } }],
  ])('has status 401 with %s, whatever it asks', async (_, options) => {
    for (const query of ['{ me { id } }', '{ _service { sdl } }', 'not GraphQL at all']) {
      const answer = await ask(query, options);
      expect(first(answer)).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it.each([
    ['no purpose', { 'hub-purpose': undefined }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['an unknown purpose', { 'hub-purpose': 'CURIOSITY' }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ["another department's purpose", { 'hub-purpose': 'LICENSING' }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['no officer', { 'hub-officer': undefined }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['no case', { 'hub-case': undefined }, 'BAD_USER_INPUT', 'Hub-Case'],
  ])('names the header with %s', async (_, headers, code, field) => {
    const answer = await ask('{ me { id } }', { headers });
    expect(first(answer)).toEqual([400, code]);
    expect(answer.errors[0]?.extensions['field']).toBe(field);
  });

  it('lists every field that the department may not read, before any department is called', async () => {
    const failing = 'failing(how: "SEEN_BY_LABOR")';
    const answer = await ask(
      `query ($id: ID!) { person(id: $id) { id enrolled { answer } employments { id } ${failing} } enterprise(code: "x") { name } }`,
      { variables: { id: hub.newPersonId() } },
    );
    expect(first(answer)).toEqual([403, 'FORBIDDEN']);
    expect(answer.errors[0]?.extensions['fields']).toEqual(['Person.employments']);
    expect(answer.data).toBeUndefined();
  });

  it('does not look people up for statistics', async () => {
    const answer = await ask('{ person(id: "x") { id } }', { headers: { 'hub-purpose': 'STATISTICS' } });
    expect(first(answer)).toEqual([403, 'FORBIDDEN']);
    expect(answer.errors[0]?.extensions['fields']).toEqual(['Query.person']);
  });

  it.each([
    ['a date that does not exist', { startedOn: '2026-02-31' }, 'input.startedOn'],
    ['a missing field', { startedOn: undefined }, 'input.startedOn'],
    ['an operator for a text', { personId: { $ne: '' } }, 'input.personId'],
    ['a wrong item of a list', { occupations: ['a', 5] }, 'input.occupations[1]'],
  ])('names the path of %s and never quotes it', async (_, changed, field) => {
    const input = { idempotencyKey: '99secret', personId: 'p', startedOn: '2026-11-02', ...changed };
    const answer = await ask(report, { client: 'labor-system', headers: ownRecords, variables: { input } });
    expect(first(answer)).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.errors[0]?.extensions['field']).toBe(field);
    expect(answer.text).not.toMatch(/99secret|2026-02-31|\$ne/);
  });

  it('has the status of the code when a department refuses the only thing asked', async () => {
    const input = { idempotencyKey: 'used', personId: 'p', startedOn: '2026-11-02' };
    const options = { client: 'labor-system', headers: ownRecords };
    const conflict = await ask(report, { ...options, variables: { input } });
    expect(first(conflict)).toEqual([200, 'CONFLICT']);
    expect(conflict.errors[0]).toMatchObject({
      path: ['reportEmploymentStart'],
      extensions: { field: 'input.idempotencyKey' },
    });
    const bad = await ask(report, {
      ...options,
      variables: { input: { ...input, idempotencyKey: 'k', personId: '' } },
    });
    expect(bad.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.personId' });
  });

  it('tells nothing of what went wrong inside a department', async () => {
    const query = 'query ($id: ID!, $how: String!) { person(id: $id) { failing(how: $how) enrolled { answer } } }';
    const answer = await ask(query, {
      variables: { id: hub.newPersonId(), how: 'boom' },
      headers: { 'x-request-id': 'boom-1' },
    });
    expect(hub.log.filter((line) => line.includes('"boom-1"') && line.includes('internal'))).toHaveLength(1);
    expect(hub.log.filter((line) => line.includes('"boom-1"'))).toHaveLength(1);
    expect(first(answer)).toEqual([200, 'INTERNAL_SERVER_ERROR']);
    expect(answer.data).toEqual({ person: { failing: null, enrolled: { answer: 'YES' } } });
    expect(Object.keys(answer.errors[0]?.extensions ?? {}).sort()).toEqual(['code', 'requestId']);
    expect(answer.text).not.toMatch(/secret|labour|labor/);

    const none = await ask(query, { variables: { id: hub.newPersonId(), how: 'NOT_FOUND' } });
    expect(none.errors).toMatchObject([
      { path: ['person', 'failing'], extensions: { code: 'NOT_FOUND', field: 'how' } },
    ]);
    expect(none.errors[0]?.extensions).not.toHaveProperty('serviceName');
  });

  it('leaves out the fields of a department that is down', async () => {
    const answer = await ask(
      'query ($id: ID!) { person(id: $id) { seenByCommunity { answer } enrolled { answer } } }',
      {
        variables: { id: hub.newPersonId() },
      },
    );
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ person: { seenByCommunity: null, enrolled: { answer: 'YES' } } });
    expect(answer.errors).toMatchObject([
      {
        path: ['person', 'seenByCommunity'],
        extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'community', retryAfterSeconds: 1 },
      },
    ]);
  });

  it('is told which limit it breaks, for more than 100 people too', async () => {
    const ids = Array.from({ length: 101 }, () => hub.newPersonId());
    const answer = await ask('query ($ids: [ID!]!) { persons(ids: $ids) { id } }', { variables: { ids } });
    expect(first(answer)).toEqual([400, 'LIMIT_EXCEEDED']);
    expect(answer.errors[0]?.extensions['field']).toBe('ids');
  });

  it.each([
    [
      '101 aliases',
      `{ ${Array.from({ length: 101 }, (_, i) => `a${String(i)}: __typename`).join(' ')} }`,
      'LIMIT_EXCEEDED',
    ],
    ['500 times the same field', `{ me { ${'id '.repeat(500)} } }`, 'LIMIT_EXCEEDED'],
    [
      'ten unknown directives',
      `{ me { id ${Array.from({ length: 5 }, (_, i) => `@a${String(i)}`).join(' ')} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['introspection', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'circular introspection',
      '{ __schema { types { fields { type { fields { type { name } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['the subgraph interface', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['entities by key', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a near miss of a field', '{ person(id: "x") { enroled { answer } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ person(id: ', 'GRAPHQL_PARSE_FAILED'],
  ])('stays closed for %s', async (_, query, code) => {
    const answer = await ask(query);
    expect(first(answer)).toEqual([400, code]);
    expect(answer.text).not.toMatch(/Did you mean|enrolled|residenceRegistered|on type|stacktrace|node_modules/);
  });

  it.each([
    ['a list of operations', '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]', {}, 400],
    ['no JSON', '{"query": ', {}, 400],
    ['no query', '{"variables": {}}', {}, 400],
    ['a query that is no text', '{"query": {"$ne": ""}}', {}, 400],
    ['variables that are a list', '{"query": "{ me { id } }", "variables": []}', {}, 400],
    ['a form', 'query=%7B+me+%7B+id+%7D+%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['plain text', '{"query":"{ me { id } }"}', { 'content-type': 'text/plain' }, 400],
    ['another charset', '{"query":"{ me { id } }"}', { 'content-type': 'application/json; charset=utf-7' }, 400],
    ['an exotic charset', '{"query":"{ me { id } }"}', { 'content-type': 'application/json; charset=ibm037' }, 400],
    ['a compressed body', 'x', { 'content-encoding': 'gzip' }, 400],
    ['a body over 256 KiB', JSON.stringify({ query: '{ me { id } }', variables: { x: 'x'.repeat(300_000) } }), {}, 400],
  ])('is answered as JSON for %s', async (_, body, headers, status) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(Object.keys(errorCodes)).toContain(answer.errors[0]?.extensions['code']);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('is refused when it gives a header twice', async () => {
    const send = async (headers: readonly (readonly [string, string])[]): Promise<readonly unknown[]> => {
      const sent = request(`${hub.url}/graphql`, { method: 'POST' });
      for (const name of new Set(headers.map(([header]) => header))) {
        sent.setHeader(
          name,
          headers.flatMap(([header, value]) => (header === name ? [value] : [])),
        );
      }
      sent.end('{"query":"{ me { id } }"}');
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const { errors = [] } = (await json(response)) as { errors?: TrialAnswer['errors'] };
      return [response.statusCode, errors[0]?.extensions['field']];
    };
    const token = `Bearer ${await hub.tokenOf('education-system')}`;
    const good = [
      ['authorization', token],
      ['content-type', 'application/json'],
      ['hub-purpose', 'SCHOOL_ADMISSION'],
      ['hub-officer', 'o'],
      ['hub-case', 'c'],
    ] as const;
    expect(await send(good)).toEqual([200, undefined]);
    expect(await send([...good, ['authorization', token]])).toEqual([401, undefined]);
    expect(await send([...good, ['hub-case', 'd']])).toEqual([400, 'Hub-Case']);
    expect(await send([...good, ['content-type', 'text/plain']])).toEqual([400, 'Content-Type']);
  });

  it('is not read by GET, and no page is served', async () => {
    const answer = await post('', {}, 'GET');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    const page = await fetch(`${hub.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('application/json');
    expect((await fetch(`${hub.url}/graphql?query=mutation{x}`)).status).toBe(405);
    expect((await fetch(`${hub.url}/`)).status).toBe(404);
  });

  it('refuses a query bomb of any size before it is planned', async () => {
    const bomb = (n: number): string => {
      const spread = (i: number): string =>
        `fragment F${String(i)} on Person { ...F${String(i + 1)} ...F${String(i + 1)} }`;
      const levels = Array.from({ length: n }, (_, i) => spread(i)).join(' ');
      return `query ($id: ID!) { person(id: $id) { ...F0 } } ${levels} fragment F${String(n)} on Person { id }`;
    };
    for (let n = 5; n <= 20; n += 1) {
      expect(first(await ask(bomb(n), { variables: { id: hub.newPersonId() } }))).toEqual([400, 'LIMIT_EXCEEDED']);
    }
    // Nothing of it stays behind: the next one is answered
    expect((await ask('{ me { id } }')).status).toBe(200);
  });

  it('is told when to come back once it asks too often', async () => {
    const busy = await startGatewayTrial({ variables: { HUB_RATE_LIMIT: '2/h' }, without: ['community', 'labor'] });
    const question = { headers: ownRecords };
    await busy.ask('{ me { id } }', question);
    await busy.ask('{ me { id } }', question);
    const answer = await busy.ask('{ me { id } }', question);
    for (const { extensions } of answer.errors) met.add(String(extensions['code']));
    expect(first(answer)).toEqual([429, 'RATE_LIMITED']);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(3500);
    expect(answer.errors[0]?.extensions['retryAfterSeconds']).toBe(seconds);
    // Another client is not concerned
    expect((await busy.ask('{ me { id } }', { ...question, client: 'police-system' })).status).toBe(200);
    await busy.stop();
  });

  it('has met every code of the contract in these tests', () => {
    expect([...met].sort()).toEqual(Object.keys(errorCodes).sort());
  });
});
