import { describe, expect, it } from 'vitest';
import { tellMissing } from './tell-missing.js';

const refusal = { message: 'No', path: ['_entities', 1], extensions: { code: 'FORBIDDEN' } };

describe('An entity that a department does not know', () => {
  it('has an error that says so, unless there is one already', () => {
    const data = { _entities: [null, null, { age: 5 }, null] };
    const { errors } = tellMissing({ data, errors: [refusal] }, 'labor');
    const told = { extensions: { code: 'NOT_FOUND', reason: 'NO_RECORD', department: 'labor' } };
    expect(errors).toMatchObject([refusal, { ...told, path: ['_entities', 0] }, { ...told, path: ['_entities', 3] }]);
  });

  it.each([[{ _entities: [{ age: null }] }], [{ person: null }], [null]])('is not seen in %j', (data) => {
    expect(tellMissing({ data, errors: [] }, 'labor')).toEqual({ data });
  });
});
