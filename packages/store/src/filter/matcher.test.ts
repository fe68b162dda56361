import fc from 'fast-check';
import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import { looseDocument, looseFilter } from '../conformance/arbitraries.js';
import { createMatcher } from './matcher.js';
import { parseFilter } from './parse-filter.js';

describe('matching a document', () => {
  it('agrees with mingo where mingo follows MongoDB', () => {
    fc.assert(
      fc.property(looseFilter, fc.array(looseDocument, { minLength: 1, maxLength: 20 }), (filter, documents) => {
        const matches = createMatcher(parseFilter(filter));
        const query = new Query(filter);
        expect(documents.map((document) => matches(document))).toEqual(
          documents.map((document) => query.test(document)),
        );
      }),
      { numRuns: 1_500 },
    );
  });
});
