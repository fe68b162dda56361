import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { getIntrospectionQuery, isEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from '../authorization/department-doors.js';
import { graph, paths } from '../authorization/graph.js';
import { inParallel } from '../authorization/in-parallel.js';
import { writeOperation } from '../authorization/operation-text.js';
import { clientOf } from './client-of.js';
import { fillVariables, listInputObjects, addAt, roots } from './input-leaves.js';
import type { Outsider } from './outsider.js';
import { createOutsider, verdictOf } from './outsider.js';
import { findLeakedNames } from './schema-names.js';

const closed: Readonly<Record<string, string>> = {
  'the whole schema': getIntrospectionQuery(),
  'the types': '{ __schema { types { name } } }',
  'one type': '{ __type(name: "Person") { fields { name } } }',
  'a type under an alias': '{ a: __type(name: "Person") { name } }',
  'the schema out of a fragment': '{ ...F } fragment F on Query { __schema { queryType { name } } }',
  'the schema beside a question': '{ me { id } __schema { queryType { name } } }',
  'a type from a mutation': 'mutation { __type(name: "Person") { name } }',
  'the text of a department': '{ _service { sdl } }',
  'an entity by key': '{ _entities(representations: [{ __typename: "Person", id: "x" }]) { __typename } }',
  'a subscription': 'subscription { person(id: "x") { id } }',
};
/** A slip of the pen, near enough that graphql-js would say what was meant. */
const misspell = (name: string): string => `${name.slice(0, -1)}${name.endsWith('q') ? 'z' : 'q'}`;

describe('The schema', () => {
  let hub: HubOnTrial;
  let outsider: Outsider;
  beforeAll(async () => {
    hub = await startHub();
    outsider = createOutsider(hub);
  });
  afterAll(() => hub.stop());

  it.each(Object.entries(closed))('is not told to whoever asks for %s', async (_what, query) => {
    const answer = await outsider.ask(query);
    expect(verdictOf(answer)).toBe('400 GRAPHQL_VALIDATION_FAILED');
    expect(answer.data).toBeUndefined();
    expect(findLeakedNames(answer, query)).toEqual([]);
  });

  it('lets nobody guess the name of a field', async () => {
    const wrong = await inParallel(8, [...paths], async ([coordinate, path]) => {
      const { text, variables } = writeOperation(path);
      const name = coordinate.split('.')[1] ?? '';
      const at = text.lastIndexOf(name);
      const guess = `${text.slice(0, at)}${misspell(name)}${text.slice(at + name.length)}`;
      const answer = await outsider.ask(guess, variables);
      const leaked = findLeakedNames(answer, guess);
      const isTold = answer.text.includes('Did you mean') || leaked.length > 0;
      return isTold || verdictOf(answer) !== '400 GRAPHQL_VALIDATION_FAILED'
        ? [`${guess}: ${answer.text} ${leaked.join()}`]
        : [];
    });
    expect(wrong.flat()).toEqual([]);
  });

  it('lets nobody guess the name of an argument, an input field or a value', async () => {
    const arguments_ = [...paths.values()].flatMap(({ operation, steps }) => {
      const [step] = steps;
      if (step === undefined || steps.length > 1) return [];
      return step.field.args.map(
        ({ name }) => `${operation} { ${step.field.name}(${misspell(name)}: 1) { __typename } }`,
      );
    });
    const values = Object.values(graph.getTypeMap())
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name }) => ({ type: type.name, name })))
      .map(({ type, name }) => `query ($v: ${type} = ${misspell(name)}) { me { id @include(if: $v) } }`);
    const wrong = await inParallel(8, [...arguments_, ...values], async (guess) => {
      const answer = await outsider.ask(guess);
      const leaked = findLeakedNames(answer, guess);
      return verdictOf(answer) === '400 GRAPHQL_VALIDATION_FAILED' && leaked.length === 0
        ? []
        : [`${guess}: ${answer.text} ${leaked.join()}`];
    });
    expect(wrong.flat()).toEqual([]);
  });

  it('lets nobody guess it by variables either', async () => {
    const before = await countDepartmentRequests(hub);
    const guesses = roots.flatMap((root) =>
      listInputObjects(root).flatMap(({ path, fields }) =>
        fields.map((name) => ({ root, path, name: misspell(name) })),
      ),
    );
    const wrong = await inParallel(8, guesses, async ({ root, path, name }) => {
      const variables = addAt(
        fillVariables(root, () => undefined),
        path,
        name,
        'x',
      );
      const answer = await outsider.ask(root.text, variables, { client: clientOf(root.coordinate) });
      const leaked = findLeakedNames(answer, JSON.stringify([root.text, variables]));
      return verdictOf(answer) === '400 BAD_USER_INPUT' && leaked.length === 0
        ? []
        : [`${root.coordinate} ${path}.${name}: ${answer.text} ${leaked.join()}`];
    });
    expect(wrong.flat()).toEqual([]);
    expect(await countDepartmentRequests(hub)).toBe(before);
  });

  it('is not behind any other address, and no page is served', async () => {
    const headers = await outsider.headersFor();
    const at = async (path: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(new URL(path, hub.url), { ...init, headers: { ...headers, accept: 'text/html' } })).status;
    expect(await at('/')).toBe(404);
    for (const path of [
      '/graphiql',
      '/playground',
      '/schema',
      '/schema.graphql',
      '/sdl',
      '/.well-known/apollo/server-health',
    ]) {
      expect([path, await at(path)]).toEqual([path, 404]);
      expect([path, await at(path, { method: 'POST', body: '{"query":"{ __typename }"}' })]).toEqual([path, 404]);
    }
  });
});
