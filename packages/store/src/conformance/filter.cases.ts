import { describe, expect, it } from 'vitest';
import { type Filter, type IndexDefinition, StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { type Loose, type Subject, withCollection } from './with-collection.js';

const when = (day: number) => new Date(Date.UTC(2026, 0, day));

const documents: readonly Loose[] = [
  { _id: 'number', v: 5, n: { m: 1 }, tags: ['x', 'y'] },
  { _id: 'small', v: 2, n: { m: -2.5 }, tags: [] },
  { _id: 'string', v: '5', n: { m: 'one' }, tags: ['y'] },
  { _id: 'word', v: 'peach', n: { m: 'onerous' }, tags: 'x' },
  { _id: 'true', v: true, n: {}, tags: [null, 'z'] },
  { _id: 'false', v: false, tags: [1, 10] },
  { _id: 'date', v: when(2), n: { m: when(5) } },
  { _id: 'null', v: null, n: { m: null }, tags: null },
  { _id: 'missing' },
  {
    _id: 'object',
    v: { a: 1 },
    n: 7,
    tags: [
      { k: 'a', q: 1 },
      { k: 'b', q: 5 },
    ],
  },
];

const everything = documents.map(({ _id }) => _id);
const without = (...ids: string[]) => everything.filter((id) => !ids.includes(id));

/** Filter, and the documents it finds: as MongoDB documents it. */
const cases: readonly (readonly [string, Filter, readonly string[]])[] = [
  ['nothing asked', {}, everything],
  ['a number', { v: 5 }, ['number']],
  ['a string that looks like the number', { v: '5' }, ['string']],
  ['true, which is not 1', { v: true }, ['true']],
  ['false', { v: { $eq: false } }, ['false']],
  ['a date to the millisecond', { v: when(2) }, ['date']],
  ['a date one millisecond off', { v: new Date(when(2).getTime() + 1) }, []],
  ['null, which is also missing', { v: null }, ['null', 'missing']],
  ['null behind a path', { 'n.m': null }, ['true', 'false', 'null', 'missing', 'object']],
  ['an _id', { _id: 'word' }, ['word']],
  ['an _id that is not a string', { _id: 5 }, []],
  ['several _ids', { _id: { $in: ['word', 'date', 'nobody'] } }, ['word', 'date']],
  ['a range of _ids', { _id: { $gte: 'n', $lt: 'o' } }, ['number', 'null']],
  ['not a number', { v: { $ne: 5 } }, without('number')],
  ['not null', { v: { $ne: null } }, without('null', 'missing')],
  ['one of a list of mixed types', { v: { $in: [5, 'peach', true, when(2)] } }, ['number', 'word', 'true', 'date']],
  ['one of a list with null', { v: { $in: [null, 2] } }, ['small', 'null', 'missing']],
  ['one of nothing', { v: { $in: [] } }, []],
  ['one of many strings', { v: { $in: [...Array.from({ length: 40 }, (_, i) => `s${i}`), 'peach'] } }, ['word']],
  ['one of many numbers', { v: { $in: [...Array.from({ length: 40 }, (_, i) => 100 + i), 2] } }, ['small']],
  [
    'one of many numbers with fractions',
    { 'n.m': { $in: [...Array.from({ length: 40 }, (_, i) => i + 0.1), -2.5] } },
    ['small'],
  ],
  ['none of a list', { v: { $nin: [5, '5', null] } }, without('number', 'string', 'null', 'missing')],
  ['none of nothing', { v: { $nin: [] } }, everything],
  ['greater, numbers only', { v: { $gt: 2 } }, ['number']],
  ['greater or equal', { v: { $gte: 2 } }, ['number', 'small']],
  ['less, no null among them', { v: { $lt: 5 } }, ['small']],
  ['less or equal', { v: { $lte: 5 } }, ['number', 'small']],
  ['between', { v: { $gt: 1, $lt: 5 } }, ['small']],
  ['between two types', { v: { $gt: 1, $lt: 'z' } }, []],
  ['two lower bounds', { v: { $gt: 1, $gte: 3 } }, ['number']],
  ['greater, strings only', { v: { $gt: '5' } }, ['word']],
  ['less, strings only', { v: { $lt: 'q' } }, ['string', 'word']],
  ['greater than a date', { v: { $gt: when(1) } }, ['date']],
  ['less than a date', { v: { $lte: when(2) } }, ['date']],
  ['booleans in order', { v: { $gt: false } }, ['true']],
  ['booleans up to', { v: { $lte: true } }, ['true', 'false']],
  ['null or greater', { v: { $gte: null } }, ['null', 'missing']],
  ['null or less', { v: { $lte: null } }, ['null', 'missing']],
  ['greater than null', { v: { $gt: null } }, []],
  ['a negative fraction in a range', { 'n.m': { $lt: 0 } }, ['small']],
  ['there', { v: { $exists: true } }, without('missing')],
  ['not there', { v: { $exists: false } }, ['missing']],
  ['there behind a path', { 'n.m': { $exists: true } }, ['number', 'small', 'string', 'word', 'date', 'null']],
  ['of type string', { v: { $type: 'string' } }, ['string', 'word']],
  ['of type number', { v: { $type: 'number' } }, ['number', 'small']],
  ['of type bool', { v: { $type: 'bool' } }, ['true', 'false']],
  ['of type date', { v: { $type: 'date' } }, ['date']],
  ['of type null, which missing is not', { v: { $type: 'null' } }, ['null']],
  ['of type object', { v: { $type: 'object' } }, ['object']],
  ['of type array', { v: { $type: 'array' } }, []],
  ['an array by type', { tags: { $type: 'array' } }, ['number', 'small', 'string', 'true', 'false', 'object']],
  ['an element by type', { tags: { $type: 'string' } }, ['number', 'string', 'word', 'true']],
  ['starting with', { v: { $regex: '^pe' } }, ['word']],
  ['starting with, behind a path', { 'n.m': { $regex: '^one' } }, ['string', 'word']],
  ['starting with nothing', { v: { $regex: '^' } }, ['string', 'word']],
  ['an element starting with', { tags: { $regex: '^x' } }, ['number', 'word']],
  ['an element, or the value itself', { tags: 'x' }, ['number', 'word']],
  ['an element that is null, or no array at all', { tags: null }, ['true', 'date', 'null', 'missing']],
  ['no such element', { tags: { $ne: 'y' } }, without('number', 'string')],
  ['one of some elements', { tags: { $in: ['z', 10] } }, ['true', 'false']],
  ['none of some elements', { tags: { $nin: ['x', 'y', null] } }, ['small', 'false', 'object']],
  ['bounds met by two different elements', { tags: { $gt: 5, $lt: 2 } }, ['false']],
  ['bounds met by one element', { tags: { $elemMatch: { $gt: 5, $lt: 20 } } }, ['false']],
  ['bounds no one element meets', { tags: { $elemMatch: { $gt: 5, $lt: 2 } } }, []],
  ['the whole array', { tags: ['x', 'y'] }, ['number']],
  ['the whole array in another order', { tags: ['y', 'x'] }, []],
  ['an array without elements', { tags: [] }, ['small']],
  ['of some length', { tags: { $size: 2 } }, ['number', 'true', 'false', 'object']],
  ['of no length', { tags: { $size: 0 } }, ['small']],
  ['all of some elements', { tags: { $all: ['y', 'x'] } }, ['number']],
  ['all of one, for a value that is no array', { tags: { $all: ['x'] } }, ['number', 'word']],
  ['all of nothing', { tags: { $all: [] } }, []],
  ['a field of an element', { 'tags.k': 'b' }, ['object']],
  ['fields of different elements', { 'tags.k': 'a', 'tags.q': 5 }, ['object']],
  ['fields of one element', { tags: { $elemMatch: { k: 'a', q: 5 } } }, []],
  ['fields of the same element', { tags: { $elemMatch: { k: 'b', q: { $gt: 4 } } } }, ['object']],
  ['an element by either field', { tags: { $elemMatch: { $or: [{ k: 'q' }, { q: 1 }] } } }, ['object']],
  [
    'all of some elements by their fields',
    { tags: { $all: [{ $elemMatch: { k: 'a' } }, { $elemMatch: { q: 5 } }] } },
    ['object'],
  ],
  ['an element by its position', { 'tags.1': 'y' }, ['number']],
  ['not, with operators', { v: { $not: { $gt: 2 } } }, without('number')],
  ['not, of a range over elements', { tags: { $not: { $gt: 5, $lt: 2 } } }, without('false')],
  ['not starting with', { v: { $not: { $regex: '^p' } } }, without('word')],
  ['both', { $and: [{ v: { $gt: 1 } }, { 'n.m': { $lt: 0 } }] }, ['small']],
  ['either', { $or: [{ v: 5 }, { v: 'peach' }] }, ['number', 'word']],
  ['either, one of them elsewhere', { $or: [{ v: 5 }, { other: 1 }, { tags: 'z' }] }, ['number', 'true']],
  ['neither', { $nor: [{ v: null }, { tags: 'x' }] }, without('null', 'missing', 'number', 'word')],
  ['several paths at once', { v: { $gte: 2 }, tags: 'x', 'n.m': 1 }, ['number']],
  ['a path through a scalar', { 'v.x': null }, without()],
];

const refused: readonly (readonly [string, Filter])[] = [
  ['undefined as a value', { v: undefined }],
  ['undefined in an operator', { v: { $gt: undefined } }],
  ['undefined in a list', { v: { $in: [undefined] } }],
  ['undefined deep inside', { $or: [{ v: 1 }, { n: undefined }] }],
  ['a whole embedded document', { n: { m: 1 } }],
  ['a whole embedded document in a list', { n: { $in: [{ m: 1 }] } }],
  ['an embedded document within an array', { tags: [{ k: 'a' }] }],
  ['an empty object', { n: {} }],
  ['an unknown operator', { v: { $mod: [2, 0] } }],
  ['an unknown logical operator', { $where: 'true' }],
  ['an expression that is no prefix', { v: { $regex: 'peach' } }],
  ['an expression with a wildcard', { v: { $regex: '^p.*h' } }],
  ['an expression with a class', { v: { $regex: '^\\d' } }],
  ['an unknown type', { v: { $type: 'int' } }],
  ['a bigint', { v: 5n }],
  ['not a number', { v: NaN }],
  ['infinity', { v: { $lt: Infinity } }],
  ['an integer that is not exact', { v: 2 ** 53 }],
  ['an empty $or', { $or: [] }],
  ['an empty $and', { $and: [] }],
  ['$in without a list', { v: { $in: 5 } }],
  ['$size that is not whole', { tags: { $size: 1.5 } }],
  ['$exists that is no boolean', { v: { $exists: 1 } }],
  ['$not without operators', { v: { $not: 5 } }],
  ['a range against an array', { v: { $gt: [1] } }],
  ['a positional path', { 'tags.$.k': 1 }],
  ['an empty step', { 'n..m': 1 }],
  ['an invalid date', { v: new Date(NaN) }],
];

const declarations: readonly (readonly [string, readonly IndexDefinition[]])[] = [
  ['without indexes', []],
  ['with an index on every path', [{ key: { v: 1 } }, { key: { 'n.m': -1 } }, { key: { tags: 1 }, multikey: 'tags' }]],
  ['with a compound index over an array', [{ key: { v: 1, tags: 1, 'n.m': 1 }, multikey: 'tags' }]],
  [
    'with partial indexes',
    [
      { key: { v: 1 }, partialFilterExpression: { v: { $type: 'string' } } },
      { key: { 'n.m': 1 }, partialFilterExpression: { 'n.m': { $gt: 0 } } },
      { key: { tags: 1 }, multikey: 'tags', partialFilterExpression: { tags: { $type: 'string' } } },
    ],
  ],
];

async function idsOf({ items }: Subject, filter: Filter): Promise<readonly string[]> {
  return (await items.find(filter).toArray()).map(({ _id }) => _id).sort();
}

/** Filters, on paths that indexes know and on paths that they do not. */
export function filterCases(makePlace: MakePlace): void {
  describe.each(declarations)('finding documents %s', (_title, indexes) => {
    const subject = withCollection(makePlace, indexes);

    it('finds exactly the documents each filter means', async () => {
      await subject().items.insertMany(documents);
      for (const [title, filter, expected] of cases) {
        expect({ title, found: await idsOf(subject(), filter) }).toEqual({ title, found: [...expected].sort() });
      }
    });

    it('counts what it finds', async () => {
      await subject().items.insertMany(documents);
      for (const [title, filter, expected] of cases) {
        expect({ title, count: await subject().items.countDocuments(filter) }).toEqual({
          title,
          count: expected.length,
        });
      }
    });

    it('finds the same documents one by one', async () => {
      await subject().items.insertMany(documents);
      for (const [title, filter, expected] of cases) {
        const found: string[] = [];
        for await (const { _id } of subject().items.find(filter)) found.push(_id);
        expect({ title, found: found.sort() }).toEqual({ title, found: [...expected].sort() });
      }
    });
  });

  describe('refusing filters', () => {
    const subject = withCollection(makePlace, [{ key: { v: 1 } }]);

    it.each(refused)('refuses %s', async (_title, filter) => {
      await expect(subject().items.findOne(filter)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.find(filter).toArray()).rejects.toThrow(StoreUsageError);
      await expect(subject().items.countDocuments(filter)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.deleteMany(filter)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.updateOne(filter, { $set: { x: 1 } })).rejects.toThrow(StoreUsageError);
    });

    it('never puts a value into the message', async () => {
      const error: unknown = await subject()
        .items.findOne({ secret: { $gt: ['Zhang San'] } })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreUsageError);
      expect(String(error)).not.toContain('Zhang');
    });
  });
}
