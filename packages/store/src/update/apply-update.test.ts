import fc from 'fast-check';
import { update as mingoUpdate } from 'mingo/updater';
import { describe, expect, it } from 'vitest';
import { looseDocument, looseUpdate } from '../conformance/arbitraries.js';
import { applyUpdate } from './apply-update.js';
import { parseUpdate } from './parse-update.js';

describe('updating a document', () => {
  it('agrees with mingo on changes that fit the document', () => {
    fc.assert(
      fc.property(looseDocument, looseUpdate, (document, update) => {
        const ours = structuredClone(document);
        const theirs = structuredClone(document);
        applyUpdate(ours, parseUpdate(update), false);
        mingoUpdate(theirs, update as Parameters<typeof mingoUpdate>[1]);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 1_000 },
    );
  });
});
