import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatcher } from '../filter/matcher.js';
import { parseFilter } from '../filter/parse-filter.js';
import { createComparator } from '../sorting.js';
import { looseDocuments, looseFilter, looseIndexes, looseUpdate } from './arbitraries.js';
import { embeddedPlace } from './opening.js';
import type { Loose } from './with-collection.js';

describe('the embedded store, whatever indexes are declared', () => {
  it('finds, orders and counts what the matcher says, before and after updates', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        looseIndexes,
        looseDocuments,
        fc.array(looseFilter, { minLength: 5, maxLength: 10 }),
        looseUpdate,
        fc.constantFrom(
          { a: 1 as const },
          { 'b.c': -1 as const, a: 1 as const },
          { tags: 1 as const },
          { _id: -1 as const },
        ),
        async (indexes, documents, filters, update, sort) => {
          const place = await embeddedPlace();
          const store = await place.open({ collections: [{ name: 'items', indexes }] });
          const items = store.collection<Loose>({ name: 'items', indexes });
          const check = async () => {
            const all = await items.find({}).toArray();
            for (const filter of filters) {
              const matches = createMatcher(parseFilter(filter));
              const expected = all
                .filter((document) => matches(document))
                .sort(createComparator({ ...sort, _id: 1, ...sort }));
              expect(await items.find(filter, { sort }).toArray()).toEqual(expected);
              expect(await items.find(filter, { sort, skip: 1, limit: 2 }).toArray()).toEqual(expected.slice(1, 3));
              expect(await items.countDocuments(filter)).toBe(expected.length);
            }
            return all;
          };
          try {
            await items.insertMany(documents);
            expect(await check()).toEqual(documents);
            const [first] = filters;
            if (first !== undefined) await items.updateMany(first, update);
            await check();
          } finally {
            await store.close();
            await place.remove();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
