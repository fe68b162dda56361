import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hasEveryEntity, listAskedFields, spreadError } from './asked-fields.js';

const error = { message: 'down', extensions: { code: 'DEPARTMENT_UNAVAILABLE' } };

describe('The fields that a question asks for', () => {
  it('are those of each entity that was sent', () => {
    const asked = listAskedFields(
      parse(
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { __typename employed { answer } since: hired } } }',
      ),
    );
    expect(asked).toEqual({ ofEntities: true, names: ['employed', 'since'] });
    expect(spreadError(asked, { variables: { representations: [{}, {}] } }, error).map(({ path }) => path)).toEqual([
      ['_entities', 0, 'employed'],
      ['_entities', 0, 'since'],
      ['_entities', 1, 'employed'],
      ['_entities', 1, 'since'],
    ]);
  });

  it('are those of the root otherwise', () => {
    const asked = listAskedFields(parse('mutation { first: enrol { id } second: enrol { id } }'));
    expect(spreadError(asked, { variables: {} }, error)).toEqual([
      { ...error, path: ['first'] },
      { ...error, path: ['second'] },
    ]);
  });

  it('are answered for every entity, or for none', () => {
    const asked = listAskedFields(parse('query ($r: [X]) { _entities(representations: $r) { ... on Person { id } } }'));
    const variables = { representations: [{}, {}] };
    const counts = [0, 1, 2, 3].filter((count) =>
      hasEveryEntity({ _entities: Array(count).fill(null) }, asked, variables),
    );
    expect(counts).toEqual([2]);
    expect(hasEveryEntity({ person: null }, listAskedFields(parse('{ person { id } }')), {})).toBe(true);
  });
});
