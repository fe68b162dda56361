import fc from 'fast-check';
import type { Filter, IndexDefinition, Update } from '../port.js';
import type { Loose } from './with-collection.js';

/**
 * Documents and questions on which mingo, another implementation of MongoDB's language in JavaScript, follows MongoDB. Left out is
 * where it is known not to: null behind arrays of documents, `$all` on a scalar, `$gte` null, `$type` of elements, arrays
 * compared as a whole, characters beyond the basic plane, whole embedded documents.
 */
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -2.25, 1e9));
const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'B', '5', 'é', '李', '\uffee');
const date = fc.integer({ min: -2, max: 2 }).map((ms) => new Date(ms));
const present = fc.oneof(number, text, fc.boolean(), date);
const scalar = fc.oneof({ weight: 6, arbitrary: present }, { weight: 1, arbitrary: fc.constant(null) });
const line = fc.record({ k: fc.constantFrom('x', 'y', 'z'), q: fc.integer({ min: 0, max: 4 }) });

export const looseDocument: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    a: scalar,
    b: fc.record({ c: scalar }, { requiredKeys: [] }),
    tags: fc.array(fc.oneof(text, number), { maxLength: 4 }),
    lines: fc.array(line, { maxLength: 3 }),
    n: number,
  },
  { requiredKeys: [] },
);

export const looseDocuments: fc.Arbitrary<Loose[]> = fc
  .array(looseDocument, { minLength: 1, maxLength: 12 })
  .map((documents) => documents.map((fields, i) => ({ ...fields, _id: `d${i}` })));

const bound = fc.oneof(number, text, date, fc.boolean());
const range = fc
  .record({ $gt: bound, $gte: bound, $lt: bound, $lte: bound }, { requiredKeys: [] })
  .filter((tests) => Object.keys(tests).length > 0);
const prefix = fc.constantFrom('^', '^a', '^ab', '^B', '^李').map(($regex) => ({ $regex }));

const scalarTests: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  scalar.map(($eq) => ({ $eq })),
  scalar.map(($ne) => ({ $ne })),
  fc.array(scalar, { maxLength: 20 }).map(($in) => ({ $in })),
  fc.array(scalar, { maxLength: 4 }).map(($nin) => ({ $nin })),
  range,
  range.map(($not) => ({ $not })),
  prefix,
  fc.boolean().map(($exists) => ({ $exists })),
  fc.constantFrom('string', 'number', 'bool', 'date').map(($type) => ({ $type })),
);

const arrayTests: fc.Arbitrary<unknown> = fc.oneof(
  fc.oneof(text, number),
  fc.oneof(text, number).map(($ne) => ({ $ne })),
  fc.array(fc.oneof(text, number), { maxLength: 20 }).map(($in) => ({ $in })),
  fc.array(fc.oneof(text, number), { maxLength: 4 }).map(($nin) => ({ $nin })),
  range,
  prefix,
  fc.integer({ min: 0, max: 4 }).map(($size) => ({ $size })),
  range.map(($elemMatch) => ({ $elemMatch })),
  fc.boolean().map(($exists) => ({ $exists })),
);

const lineTests: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ 'lines.k': fc.constantFrom('x', 'y', 'z') }),
  fc.record({ 'lines.q': range }),
  fc.record({ lines: fc.record({ $elemMatch: fc.record({ k: fc.constantFrom('x', 'y'), q: range }) }) }),
);

const simple: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ a: scalarTests }),
  fc.record({ 'b.c': scalarTests }),
  fc.record({ n: scalarTests, a: scalarTests }),
  fc.record({ tags: arrayTests }),
  fc.record({ tags: arrayTests, a: scalarTests }),
  lineTests,
);

export const looseFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    simple,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })),
  ),
})).filter;

/** Changes that fit every loose document, since mingo passes over those that do not; without `$slice`, which it forgets for new arrays. */
export const looseUpdate: fc.Arbitrary<Update> = fc
  .record(
    {
      $set: fc.record({ a: scalar, 'b.c': scalar }, { requiredKeys: [] }),
      $inc: fc.record({ n: fc.integer({ min: -2, max: 2 }) }),
      $unset: fc.record({ z: fc.constant('' as const) }),
      $push: fc.oneof(
        fc.record({ tags: fc.oneof(text, number) }),
        fc.record({ tags: fc.record({ $each: fc.array(text, { maxLength: 3 }) }) }),
      ),
      $pull: fc.record({ lines: fc.record({ k: fc.constantFrom('x', 'y') }) }),
      $max: fc.record({ m: fc.integer() }),
    },
    { requiredKeys: [] },
  )
  .filter((update) => Object.values(update).some((fields) => Object.keys(fields).length > 0))
  .map((update) => Object.fromEntries(Object.entries(update).filter(([, fields]) => Object.keys(fields).length > 0)));

export const looseIndexes: fc.Arbitrary<IndexDefinition[]> = fc.subarray<IndexDefinition>([
  { key: { a: 1 } },
  { key: { 'b.c': -1, a: 1 } },
  { key: { n: 1 }, partialFilterExpression: { n: { $gt: 0 } } },
  { key: { a: 1, n: -1 }, partialFilterExpression: { a: { $type: 'string' } } },
  { key: { tags: 1 }, multikey: 'tags' },
  { key: { a: -1, tags: 1 }, multikey: 'tags' },
  { key: { 'lines.k': 1 }, multikey: 'lines.k' },
]);
