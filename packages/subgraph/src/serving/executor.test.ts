import type { Caller } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '../context/request-context.js';
import { trial } from '../trial.fixture.js';
import { buildSubgraph } from './build-subgraph.js';
import { createExecutor } from './create-executor.js';

describe('a department', () => {
  const logged: unknown[] = [];
  const executor = createExecutor(buildSubgraph(trial), { onInternalError: (error) => logged.push(error) });
  beforeAll(() => executor.start());
  afterAll(() => executor.stop());

  const ask = async (query: string, caller: Partial<Caller>, variables: Record<string, unknown> = {}) => {
    const contextValue: RequestContext = {
      caller: { client: 'c', department: 'education', purpose: 'SCHOOL_ADMISSION', officer: 'o', ...caller },
      requestId: 'r',
      scope: {},
    };
    const { body, http } = await executor.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new TypeError('single expected');
    return { ...body.singleResult, status: http.status };
  };
  const entities = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Person { SELECTION } } }';
  const people = (...ids: string[]) => ({ keys: ids.map((id) => ({ __typename: 'Person', id })) });

  it('answers allowed fields', async () => {
    const { data } = await ask(
      entities.replace('SELECTION', 'known(on: "2026-02-28") { answer asOf source }'),
      {},
      people('a'),
    );
    expect(data).toEqual({
      _entities: [{ known: { answer: 'YES', asOf: new Date('2026-02-28T00:00:00Z'), source: 'LABOR' } }],
    });
  });

  it('runs nothing of a refused operation', async () => {
    const { data, errors, status } = await ask(
      entities.replace('SELECTION', 'known { answer } village'),
      {},
      people('a'),
    );
    expect(data).toBeUndefined();
    expect(status).toBe(403);
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN', fields: ['Person.village'] });
  });

  it('hides what went wrong inside, and logs it', async () => {
    const { data, errors } = await ask(entities.replace('SELECTION', 'known { answer }'), {}, people('broken', 'a'));
    expect(data?.['_entities']).toMatchObject([{ known: null }, { known: { answer: 'YES' } }]);
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(String(logged.at(-1))).toContain('secret of the inside');
  });

  it('keeps the code, the reason and the path of an error that has a meaning', async () => {
    const { errors } = await ask(entities.replace('SELECTION', 'known { answer }'), {}, people('a', 'missing'));
    expect(errors).toMatchObject([
      { path: ['_entities', 1, 'known'], extensions: { code: 'NOT_FOUND', reason: 'NO_RECORD' } },
    ]);
  });

  it('checks the zone of each person for a reader that is limited to its own', async () => {
    const caller = { department: 'community', purpose: 'GRID_VISIT', zone: '330921200200' } as const;
    const text = entities.replace('SELECTION', 'village');
    const { data, errors } = await ask(text, caller, people('330921200200', '330921200203', 'nowhere'));
    expect(data?.['_entities']).toEqual([{ village: '330921200200' }, { village: null }, { village: 'nowhere' }]);
    expect(errors).toMatchObject([{ path: ['_entities', 1, 'village'], extensions: { reason: 'OUTSIDE_ZONE' } }]);
    const withoutZone = { department: 'community', purpose: 'GRID_VISIT' } as const;
    expect((await ask(text, withoutZone, people('330921200200'))).errors).toMatchObject([
      { extensions: { reason: 'NO_ZONE' } },
    ]);
  });

  it('takes null inputs as left out', async () => {
    const { data } = await ask(
      'mutation ($more: String) { keepNote(input: { text: "a", more: $more }) }',
      {
        department: 'labor',
        purpose: 'OWN_RECORDS',
      },
      { more: null },
    );
    expect(data).toEqual({ keepNote: 'c: ["text"]' });
  });

  it('names the variable at fault and the rule, and never repeats its value', async () => {
    const mutation = 'mutation ($input: KeepNoteInput!) { keepNote(input: $input) }';
    const labor = { department: 'labor', purpose: 'OWN_RECORDS' } as const;
    const number = '990000199001011234';
    for (const [input, field] of [
      [{ text: { number } }, 'input.text'],
      [{ text: 'a', more: [number] }, 'input.more'],
      [{ text: 'a', [number]: 'b' }, 'input'],
      [number, 'input'],
      [null, 'input'],
      [{ text: [`" at "input.x${number}"; `] }, 'input.text'],
    ] as const) {
      const { errors, status } = await ask(mutation, labor, { input });
      expect(JSON.stringify(errors), JSON.stringify(input)).not.toContain(number);
      expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
        [
          'A variable does not fit the type that the operation declares for it; compare it with the schema',
          { code: 'BAD_USER_INPUT', field },
        ],
      ]);
      expect(status).toBe(400);
    }
  });

  it('says of a date what is wrong with it, also where it stands in the operation', async () => {
    const variable =
      'query ($keys: [_Any!]!, $on: Date) { _entities(representations: $keys) { ... on Person { known(on: $on) { answer } } } }';
    const reason = 'BAD_DATE';
    const asked = await ask(variable, {}, { ...people('a'), on: '2026-02-30' });
    expect(asked.errors).toMatchObject([
      {
        message: 'A Date must be a real date written YYYY-MM-DD',
        extensions: { code: 'BAD_USER_INPUT', field: 'on', reason },
      },
    ]);
    const literal = await ask(entities.replace('SELECTION', 'known(on: "1899-12-31") { answer }'), {}, people('a'));
    expect(literal.errors).toMatchObject([
      { message: 'A Date must lie in the years 1900 to 2199', extensions: { code: 'BAD_USER_INPUT', reason } },
    ]);
  });

  it('answers what GraphQL refuses in words of its own', async () => {
    for (const [text, code] of [
      ['{ motto(number: "990000199001011234") }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ motto "990000199001011234" }', 'GRAPHQL_PARSE_FAILED'],
    ] as const) {
      const { errors } = await ask(text, {});
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code }]);
      expect(errors?.[0]?.message).toMatch(/^The (text of the )?operation /);
    }
  });

  it('refuses floods of entities and forged or unknown types', async () => {
    const text = entities.replace('SELECTION', 'known { answer }');
    const flood = { keys: Array.from({ length: 1_001 }, () => ({ __typename: 'Person', id: 'a' })) };
    expect((await ask(text, {}, flood)).errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    for (const key of [{ __typename: 'Nobody', id: 'a' }, { __typename: '__proto__', id: 'a' }, { id: 'a' }]) {
      const { data, errors } = await ask(text, {}, { keys: [key] });
      expect(data?.['_entities'] ?? null).toBeNull();
      expect(errors).toHaveLength(1);
    }
  });

  it('suggests no names and shows no schema', async () => {
    const { errors } = await ask('{ mott }', {});
    expect(errors?.[0]?.message).not.toContain('motto');
    const introspection = await ask('{ __schema { types { name } } }', {});
    expect(introspection.data).toBeUndefined();
  });
});
