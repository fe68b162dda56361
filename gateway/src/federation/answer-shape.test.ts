import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileAnswerShape } from './answer-shape.js';

const schema = buildSchema(`
  scalar GeoJson
  enum Answer { YES NO }
  type Query { person: Person grid: Grid }
  type Person { id: ID! employed: Verification employments: [Employment!] age: Int }
  type Verification { answer: Answer! reason: String }
  type Employment { id: ID! days: Int }
  type Grid { polygon: GeoJson }
`);

const ofPerson = compileAnswerShape(
  schema,
  parse('{ person { __typename id age employed { answer reason } employments { id } } }'),
);
const person = {
  __typename: 'Person',
  id: 'p',
  age: 1,
  employed: { answer: 'YES', reason: null },
  employments: [{ id: 'e' }],
};

describe('The shape of an answer', () => {
  it('fits what the schema says', () => {
    expect(ofPerson({ person })).toBe(true);
    expect(ofPerson({ person: null })).toBe(true);
    expect(ofPerson({ person: { ...person, employed: null, employments: null, age: null } })).toBe(true);
  });

  it.each([
    ['no object', 'text'],
    ['a list for the data', []],
    ['a missing field', {}],
    ['a text for an object', { person: 'p' }],
    ['a list for an object', { person: [person] }],
    ['a null where none may be', { person: { ...person, id: null } }],
    ['an object for a list', { person: { ...person, employments: { id: 'e' } } }],
    ['a null in a list that has none', { person: { ...person, employments: [null] } }],
    ['an object for a scalar', { person: { ...person, age: {} } }],
    ['a text for a number', { person: { ...person, age: '1' } }],
    ['an unknown enum value', { person: { ...person, employed: { answer: 'MAYBE', reason: null } } }],
    ['a type name that is no text', { person: { ...person, __typename: 5 } }],
  ])('does not fit %s', (_, data) => {
    expect(ofPerson(data)).toBe(false);
  });

  it('fits lists of entities by their type', () => {
    const text =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { age } ... on Employment { days } } }';
    const fits = compileAnswerShape(schema, parse(text));
    expect(
      fits({ _entities: [{ __typename: 'Person', age: 5 }, null, { __typename: 'Employment', days: null }] }),
    ).toBe(true);
    expect(fits({ _entities: [{ __typename: 'Person', age: 'x' }] })).toBe(false);
    expect(fits({ _entities: null })).toBe(false);
    expect(fits({ _entities: {} })).toBe(false);
  });

  it('lets custom scalars and skipped fields be', () => {
    const fits = compileAnswerShape(
      schema,
      parse('query ($no: Boolean!) { grid { polygon } person @include(if: $no) { id } }'),
    );
    expect(fits({ grid: { polygon: { type: 'Polygon', coordinates: [] } } })).toBe(true);
  });
});
