import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, type IndexDefinition, StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { type Loose, withCollection } from './with-collection.js';

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error;
  }
}

const wrong: readonly (readonly [string, readonly IndexDefinition[]])[] = [
  ['an empty key', [{ key: {} }]],
  ['_id alone', [{ key: { _id: 1 } }]],
  ['a direction that is none', [{ key: { a: 2 as 1 } }]],
  ['the same key twice', [{ key: { a: 1 } }, { key: { a: 1 }, unique: true }]],
  ['multikey off the key', [{ key: { a: 1 }, multikey: 'b' }]],
  ['an array in one index and not in the other', [{ key: { a: 1 }, multikey: 'a' }, { key: { b: 1, a: 1 } }]],
  ['a partial condition that MongoDB does not take', [{ key: { a: 1 }, partialFilterExpression: { a: { $ne: 1 } } }]],
  ['a partial condition on null', [{ key: { a: 1 }, partialFilterExpression: { a: null } }]],
  ['a partial condition with $or', [{ key: { a: 1 }, partialFilterExpression: { $or: [{ a: 1 }] } }]],
  ['a path that is no words and dots', [{ key: { 'a b': 1 } }]],
];

/** Unique, partial, compound and multikey indexes. */
export function indexCases(makePlace: MakePlace): void {
  describe('a unique index', () => {
    const subject = withCollection(makePlace, [
      { key: { a: 1, 'b.c': -1 }, unique: true },
      { key: { tag: 1 }, unique: true, partialFilterExpression: { tag: { $type: 'string' } } },
      { key: { code: 1 }, unique: true, partialFilterExpression: { open: true } },
      {
        key: { zone: 1, marks: 1 },
        unique: true,
        multikey: 'marks',
        partialFilterExpression: { zone: { $type: 'string' } },
      },
    ]);
    const insert = (document: Loose) => failure(subject().items.insertOne(document));

    it('refuses a second document with the same _id', async () => {
      await insert({ _id: 'x', a: 1 });
      const error = await insert({ _id: 'x', a: 2 });
      expect(error).toBeInstanceOf(DuplicateKeyError);
      expect(error).toMatchObject({
        collection: 'items',
        index: '_id_',
        keyPattern: { _id: 1 },
        keyValue: { _id: 'x' },
      });
    });

    it('says which index and which values, but not in the message', async () => {
      await insert({ _id: 'x', a: 'Zhang', b: { c: new Date(5) } });
      const error = await insert({ _id: 'y', a: 'Zhang', b: { c: new Date(5) } });
      expect(error).toMatchObject({
        name: 'DuplicateKeyError',
        index: 'a_1_b.c_-1',
        keyPattern: { a: 1, 'b.c': -1 },
        keyValue: { a: 'Zhang', 'b.c': new Date(5) },
      });
      expect((error as Error).message).toBe('Duplicate key in items, index a_1_b.c_-1');
    });

    it('takes null and missing for one value', async () => {
      await insert({ _id: 'x', a: 1 });
      expect(await insert({ _id: 'y', a: 1, b: { c: null } })).toBeInstanceOf(DuplicateKeyError);
      expect(await insert({ _id: 'z', a: 1, b: 'scalar' })).toMatchObject({ keyValue: { a: 1, 'b.c': null } });
    });

    it('takes values of different types for different', async () => {
      for (const [i, a] of [1, '1', true, false, new Date(1), { n: 1 }, null].entries()) {
        expect(await insert({ _id: `p${i}`, a })).toEqual({ insertedId: `p${i}` });
      }
    });

    it('takes objects for equal only with their fields in the same order', async () => {
      await insert({ _id: 'x', a: { p: 1, q: 'z' } });
      expect(await insert({ _id: 'y', a: { q: 'z', p: 1 } })).toEqual({ insertedId: 'y' });
      expect(await insert({ _id: 'z', a: { p: 1, q: 'z' } })).toBeInstanceOf(DuplicateKeyError);
    });

    it('is broken by updates and replacements too', async () => {
      const { items } = subject();
      await items.insertMany([
        { _id: 'x', a: 1 },
        { _id: 'y', a: 2 },
      ]);
      expect(await failure(items.updateOne({ _id: 'y' }, { $set: { a: 1 } }))).toMatchObject({ index: 'a_1_b.c_-1' });
      expect(await failure(items.replaceOne({ _id: 'y' }, { _id: 'y', a: 1 }))).toMatchObject({ index: 'a_1_b.c_-1' });
      expect(await failure(items.findOneAndUpdate({ _id: 'y' }, { $inc: { a: -1 } }))).toMatchObject({
        index: 'a_1_b.c_-1',
      });
      expect(await items.updateOne({ _id: 'x' }, { $set: { a: 1, n: 1 } })).toMatchObject({ modifiedCount: 1 });
      expect(await items.findOne({ _id: 'y' })).toEqual({ _id: 'y', a: 2 });
    });

    it('frees a key with its document', async () => {
      await insert({ _id: 'x', a: 1, tag: 't', zone: 'z', marks: ['m'] });
      await subject().items.deleteOne({ _id: 'x' });
      expect(await insert({ _id: 'y', a: 1, tag: 't', zone: 'z', marks: ['m'] })).toEqual({ insertedId: 'y' });
    });

    it('when partial, knows only the documents of its condition', async () => {
      await insert({ _id: 'p', a: 1 });
      expect(await insert({ _id: 'q', a: 2, tag: null })).toEqual({ insertedId: 'q' });
      expect(await insert({ _id: 'r', a: 3, tag: 't' })).toEqual({ insertedId: 'r' });
      expect(await insert({ _id: 's', a: 4, tag: 't' })).toMatchObject({ index: 'tag_1', keyValue: { tag: 't' } });
      expect(await insert({ _id: 't', a: 5, tag: 7 })).toEqual({ insertedId: 't' });
      expect(await insert({ _id: 'u', a: 6, tag: 7 })).toEqual({ insertedId: 'u' });
      expect(await subject().items.countDocuments({ tag: 't' })).toBe(1);
      expect(await subject().items.countDocuments({ tag: 7 })).toBe(2);
      expect(await subject().items.countDocuments({ tag: { $in: ['t', 7] } })).toBe(3);
    });

    it('when partial on another field, follows that field', async () => {
      const { items } = subject();
      await insert({ _id: 'x', a: 1, code: 'c', open: true });
      expect(await insert({ _id: 'y', a: 2, code: 'c', open: false })).toEqual({ insertedId: 'y' });
      expect(await failure(items.updateOne({ _id: 'y' }, { $set: { open: true } }))).toMatchObject({
        index: 'code_1',
        keyValue: { code: 'c' },
      });
      await items.updateOne({ _id: 'x' }, { $set: { open: false } });
      expect(await items.updateOne({ _id: 'y' }, { $set: { open: true } })).toMatchObject({ modifiedCount: 1 });
      expect(await items.find({ code: 'c', open: true }).toArray()).toHaveLength(1);
      expect(await items.find({ code: 'c' }).toArray()).toHaveLength(2);
    });

    it('over an array, refuses one element in two documents and allows it twice in one', async () => {
      const { items } = subject();
      expect(await insert({ _id: 'x', a: 1, zone: 'z', marks: ['m', 'm', 'n'] })).toEqual({ insertedId: 'x' });
      expect(await insert({ _id: 'y', a: 2, zone: 'z', marks: ['o', 'n'] })).toMatchObject({
        index: 'zone_1_marks_1',
        keyValue: { zone: 'z', marks: 'n' },
      });
      expect(await items.findOne({ _id: 'y' })).toBeNull();
      expect(await items.countDocuments({ marks: 'o' })).toBe(0);
      expect(await insert({ _id: 'y', a: 2, zone: 'other', marks: ['n'] })).toEqual({ insertedId: 'y' });
      expect(await failure(items.updateOne({ _id: 'y' }, { $set: { zone: 'z' } }))).toMatchObject({
        index: 'zone_1_marks_1',
      });
      expect(await items.updateOne({ _id: 'x' }, { $pull: { marks: 'n' } })).toMatchObject({ modifiedCount: 1 });
      expect(await items.updateOne({ _id: 'y' }, { $set: { zone: 'z' } })).toMatchObject({ modifiedCount: 1 });
    });

    it('over an array, counts an empty one as a value', async () => {
      await insert({ _id: 'x', a: 1, zone: 'z', marks: [] });
      expect(await insert({ _id: 'y', a: 2, zone: 'z', marks: [] })).toBeInstanceOf(DuplicateKeyError);
      expect(await insert({ _id: 'z', a: 3, zone: 'z' })).toEqual({ insertedId: 'z' });
    });
  });

  describe('a compound index', () => {
    const subject = withCollection(makePlace, [{ key: { grid: 1, day: -1, n: 1 } }]);

    it('answers equality, a range and an order together', async () => {
      const { items } = subject();
      const days = ['2026-01-05', '2026-01-01', '2026-01-03', '2026-01-02', '2026-01-04'];
      await items.insertMany(
        days.flatMap((day, i) => ['g1', 'g2'].map((grid) => ({ _id: `${grid}${i}`, grid, day, n: i }))),
      );
      const found = await items
        .find({ grid: 'g1', day: { $gte: '2026-01-02', $lt: '2026-01-05' } }, { sort: { day: -1 }, limit: 2 })
        .toArray();
      expect(found.map(({ day }) => day)).toEqual(['2026-01-04', '2026-01-03']);
    });

    it('keeps prefixes of strings apart from what only sorts near them', async () => {
      const { items } = subject();
      const grids = ['33', '3301', '330199', '3302', '34', '', '𠮷', '\ud7ff', '\ue000', '\ud7ffx', '%', '_a'];
      await items.insertMany(grids.map((grid, i) => ({ _id: `p${i}`, grid })));
      const starting = async (regex: string) =>
        (await items.find({ grid: { $regex: regex } }, { sort: { grid: 1 } }).toArray()).map(({ grid }) => grid);
      expect(await starting('^33')).toEqual(['33', '3301', '330199', '3302']);
      expect(await starting('^\ud7ff')).toEqual(['\ud7ff', '\ud7ffx']);
      expect(await starting('^\\_a')).toEqual(['_a']);
      expect(await starting('^%')).toEqual(['%']);
      expect(await starting('^𠮷')).toEqual(['𠮷']);
    });
  });

  describe('declaring indexes', () => {
    it.each(wrong)('refuses %s', async (_title, indexes) => {
      const place = await makePlace();
      await expect(place.open({ collections: [{ name: 'items', indexes }] })).rejects.toThrow(StoreUsageError);
      await place.remove().catch(() => undefined);
    });
  });
}
