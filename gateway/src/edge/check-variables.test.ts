import { HubError } from '@hub/domain';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkVariables } from './check-variables.js';
import { OperationPreparer } from './operation-preparer.js';

const schema = buildSchema(`
  enum Kind { CITIZEN_ID PASSPORT }
  input Item { kind: Kind!, number: String!, tags: [String!], depth: Int = 1 }
  input Input { mint: Boolean = false, items: [Item!]! }
  scalar GeoJson
  type Query { draw(polygon: GeoJson): Int resolve(input: Input, on: Int, name: String = "x"): Int }
`);
const operation = new OperationPreparer(schema).prepare(
  'query ($input: Input!, $on: Int, $name: String! = "x") { resolve(input: $input, on: $on, name: $name) }',
);
const item = { kind: 'CITIZEN_ID', number: '990000' };

function fault(variables: Readonly<Record<string, unknown>>): readonly unknown[] {
  try {
    checkVariables(schema, operation, variables);
    return [];
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expect(error.message).not.toContain('secret');
    return [error.code, error.details.field, error.details.reason];
  }
}

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

describe('Variables', () => {
  it('may be nested 32 levels deep, in a scalar of any shape too', () => {
    const drawing = new OperationPreparer(schema).prepare('query ($p: GeoJson) { draw(polygon: $p) }');
    const draw = (p: unknown): void => checkVariables(schema, drawing, { p });
    expect(() => draw(nested(32))).not.toThrow();
    for (const levels of [33, 50_000]) {
      expect(() => draw({ type: 'Polygon', coordinates: nested(levels) })).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          details: { field: `p.coordinates${'[0]'.repeat(31)}`, reason: 'TOO_DEEP' },
        }) as Error,
      );
    }
  });

  it('pass when they are of their types, defaults filled in', () => {
    expect(fault({ input: { items: [item, { ...item, tags: ['a'] }] }, on: null, more: 'ignored' })).toEqual([]);
    // GraphQL takes a single value for a list of one
    expect(fault({ input: { items: item } })).toEqual([]);
  });

  it.each([
    ['a missing variable', {}, 'input', 'REQUIRED'],
    ['an explicit null', { input: null }, 'input', 'REQUIRED'],
    ['a null against a default', { input: { items: [] }, name: null }, 'name', 'REQUIRED'],
    ['a missing field', { input: {} }, 'input.items', 'REQUIRED'],
    [
      'a missing field in a list',
      { input: { items: [item, { kind: 'PASSPORT' }] } },
      'input.items[1].number',
      'REQUIRED',
    ],
    ['an unknown enum value', { input: { items: [{ ...item, kind: 'secret' }] } }, 'input.items[0].kind', 'WRONG_TYPE'],
    ['a number for a text', { input: { items: [{ ...item, number: 5 }] } }, 'input.items[0].number', 'WRONG_TYPE'],
    [
      'an operator for a text',
      { input: { items: [{ ...item, number: { $ne: 'secret' } }] } },
      'input.items[0].number',
      'WRONG_TYPE',
    ],
    ['a text for an object', { input: 'secret' }, 'input', 'WRONG_TYPE'],
    ['a list for an object', { input: { items: [['secret']] } }, 'input.items[0]', 'WRONG_TYPE'],
    ['a huge integer', { input: { items: [] }, on: 1e30 }, 'on', 'WRONG_TYPE'],
    ['an unknown field that is no name', { input: { items: [], '990001199003071012': 1 } }, 'input', 'UNKNOWN_FIELD'],
    ['an unknown field', { input: { items: [], secretField: 1 } }, 'input.secretField', 'UNKNOWN_FIELD'],
    [
      'a prototype',
      JSON.parse('{ "input": { "items": [], "__proto__": {} } }') as object,
      'input.__proto__',
      'UNKNOWN_FIELD',
    ],
  ])('are refused for %s by path and never quoted', (_, variables, field, reason) => {
    expect(fault(variables as Readonly<Record<string, unknown>>)).toEqual(['BAD_USER_INPUT', field, reason]);
  });
});
