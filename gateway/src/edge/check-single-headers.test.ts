import { HubError } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { checkSingleAuthorization, checkSingleHeaders } from './check-single-headers.js';

const once = { authorization: ['Bearer a'], 'hub-purpose': ['AUDIT'], 'content-type': ['application/json'] };

describe('A header that is given twice', () => {
  it.each([
    ['content-type', 'Content-Type'],
    ['hub-purpose', 'Hub-Purpose'],
    ['hub-officer', 'Hub-Officer'],
    ['hub-case', 'Hub-Case'],
  ])('is refused by name: %s', (header, field) => {
    expect(() => checkSingleHeaders({ headersDistinct: once })).not.toThrow();
    const failure = (): void => checkSingleHeaders({ headersDistinct: { ...once, [header]: ['a', 'b'] } });
    expect(failure).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field, reason: 'REPEATED' } }) as Error,
    );
  });

  it('opens nothing when it is Authorization', () => {
    expect(() => checkSingleAuthorization({ headersDistinct: once })).not.toThrow();
    expect(() => checkSingleAuthorization({ headersDistinct: {} })).not.toThrow();
    expect(() => checkSingleAuthorization({ headersDistinct: { authorization: ['Bearer a', 'Bearer a'] } })).toThrow(
      HubError,
    );
  });
});
