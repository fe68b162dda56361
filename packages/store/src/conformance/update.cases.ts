import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, type Scalar, StoreUsageError, type Update } from '../port.js';
import type { MakePlace } from './opening.js';
import { type Loose, withCollection } from './with-collection.js';

type Fields = Record<string, unknown>;
type Case = readonly [title: string, before: Fields, update: Update, after: Fields];

const at = (ms: number) => new Date(ms);

const cases: readonly Case[] = [
  ['$set of a field', { a: 1 }, { $set: { a: 2, b: [1] } }, { a: 2, b: [1] }],
  ['$set through embedded documents that are not there', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set of an array element', { a: [1, { b: 2 }] }, { $set: { 'a.0': 9, 'a.1.b': 8 } }, { a: [9, { b: 8 }] }],
  ['$set behind the end of an array', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$set of a numbered field where there is no array', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['$set of a date', {}, { $set: { a: at(7) } }, { a: at(7) }],
  ['$setOnInsert of a document that is there', { a: 1 }, { $setOnInsert: { a: 5 }, $set: { b: 1 } }, { a: 1, b: 1 }],
  ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 2 } }],
  ['$unset of what is not there', { a: 1 }, { $unset: { b: '', 'a.x': '' } }, { a: 1 }],
  ['$unset of an array element', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$inc', { a: 1 }, { $inc: { a: 2, 'b.c': -1.5 } }, { a: 3, b: { c: -1.5 } }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, b: 9 }, $max: { c: 1 } }, { a: 3, b: 5, c: 1 }],
  ['$max over types', { a: 5, b: 'x' }, { $max: { a: 'x', b: 5 } }, { a: 'x', b: 'x' }],
  ['$min of dates', { a: at(5) }, { $min: { a: at(4) } }, { a: at(4) }],
  ['$push', { a: [1] }, { $push: { a: 2, 'b.c': [3] } }, { a: [1, 2], b: { c: [[3]] } }],
  ['$push of several', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  ['$push in front', { a: [3] }, { $push: { a: { $each: [1, 2], $position: 0 } } }, { a: [1, 2, 3] }],
  ['$push before the last', { a: [1, 3] }, { $push: { a: { $each: [2], $position: -1 } } }, { a: [1, 2, 3] }],
  ['$push, keeping the last', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
  ['$push, keeping the first', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: 2 } } }, { a: [1, 2] }],
  ['$push, keeping none', { a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
  ['$push in order', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } }, { a: [1, 2, 3] }],
  [
    '$push in order of a field, then cut',
    { a: [{ q: 2 }, { q: 3 }] },
    { $push: { a: { $each: [{ q: 1 }, { q: 9 }], $sort: { q: -1 }, $slice: 3 } } },
    { a: [{ q: 9 }, { q: 3 }, { q: 2 }] },
  ],
  ['$addToSet', { a: ['x'] }, { $addToSet: { a: 'x', b: 'y' } }, { a: ['x'], b: ['y'] }],
  ['$addToSet of several', { a: ['x'] }, { $addToSet: { a: { $each: ['y', 'x', 'y'] } } }, { a: ['x', 'y'] }],
  [
    '$addToSet of documents and dates',
    { a: [{ k: 1 }, at(1)] },
    { $addToSet: { a: { $each: [{ k: 1 }, at(1), { k: 2 }] } } },
    { a: [{ k: 1 }, at(1), { k: 2 }] },
  ],
  ['$pull of a value', { a: ['x', 'y', 'x'] }, { $pull: { a: 'x' } }, { a: ['y'] }],
  ['$pull by operators', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull of some', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  ['$pull by fields', { a: [{ k: 1, q: 5 }, { k: 2 }, 7] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }, 7] }],
  ['$pull from nothing', { b: 1 }, { $pull: { a: 'x' } }, { b: 1 }],
  ['$pull behind a path', { b: { a: [1, 2] } }, { $pull: { 'b.a': 1 } }, { b: { a: [2] } }],
  [
    'several operators',
    { a: 1, l: [] },
    { $set: { b: 2 }, $inc: { a: 1 }, $push: { l: 1 }, $unset: { x: '' } },
    { a: 2, b: 2, l: [1] },
  ],
];

const refusedAlways: readonly (readonly [string, unknown])[] = [
  ['no operator', { a: 1 }],
  ['an empty update', {}],
  ['an empty operator', { $set: {} }],
  ['an unknown operator', { $rename: { a: 'b' } }],
  ['undefined', { $set: { a: undefined } }],
  ['a changed _id', { $set: { _id: 'other' } }],
  ['two changes of one path', { $set: { a: 1 }, $inc: { a: 1 } }],
  ['a change of a path and of a part of it', { $set: { a: {}, 'a.b': 1 } }],
  ['a positional path', { $set: { 'l.$.x': 1 } }],
  ['all elements at once', { $set: { 'l.$[].x': 1 } }],
  ['a field name with a dollar', { $set: { a: { $b: 1 } } }],
  ['a bigint', { $set: { a: 1n } }],
  ['$inc by a string', { $inc: { a: '1' } }],
  ['$inc by infinity', { $inc: { a: Infinity } }],
  ['an unknown modifier of $push', { $push: { l: { $each: [1], $cut: 1 } } }],
  ['$each without a list', { $push: { l: { $each: 1 } } }],
  ['$slice that is not whole', { $push: { l: { $each: [], $slice: 1.5 } } }],
  ['$pull of a whole embedded document within a condition', { $pull: { l: { k: { x: 1 } } } }],
  ['an array on an indexed path', { $set: { 'indexed.here': ['x'] } }],
  ['an array above an indexed path', { $set: { indexed: [{ here: 1 }] } }],
  ['an array deep under a set', { $set: { indexed: { here: ['x'] } } }],
  ['$push to an indexed path', { $push: { 'indexed.here': 'x' } }],
];

const refusedByDocument: readonly (readonly [string, Fields, Update])[] = [
  ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }],
  ['$inc of null', { a: null }, { $inc: { a: 1 } }],
  ['$push to a value that is no array', { a: 'x' }, { $push: { a: 1 } }],
  ['$addToSet to a value that is no array', { a: 5 }, { $addToSet: { a: 1 } }],
  ['$pull from a value that is no array', { a: 'x' }, { $pull: { a: 'x' } }],
  ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }],
  ['$set through null', { a: null }, { $set: { 'a.b': 1 } }],
  ['$set of a named field of an array', { a: [1] }, { $set: { 'a.b': 1 } }],
];

/** Changing documents that are there, and making them when they are not. */
export function updateCases(makePlace: MakePlace): void {
  describe('updating', () => {
    const subject = withCollection(makePlace, [
      { key: { status: 1 } },
      { key: { 'indexed.here': 1 } },
      { key: { code: 1 }, unique: true, partialFilterExpression: { code: { $type: 'string' } } },
      { key: { zones: 1 }, multikey: 'zones' },
    ]);
    const stored = async (_id = 'a') => (await subject().items.findOne({ _id })) as Loose;

    it.each(cases)('does %s', async (_title, before, update, after) => {
      await subject().items.insertOne({ _id: 'a', ...before });
      expect((await subject().items.updateOne({ _id: 'a' }, update)).matchedCount).toBe(1);
      expect(await stored()).toStrictEqual({ _id: 'a', ...after });
    });

    it.each(refusedAlways)('refuses %s', async (_title, update) => {
      await subject().items.insertOne({ _id: 'a', l: [{ x: 1 }] });
      await expect(subject().items.updateOne({ _id: 'a' }, update as Update)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.updateMany({}, update as Update)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.findOneAndUpdate({ _id: 'a' }, update as Update)).rejects.toThrow(StoreUsageError);
      expect(await stored()).toEqual({ _id: 'a', l: [{ x: 1 }] });
    });

    it.each(refusedByDocument)('refuses %s and changes nothing', async (_title, before, update) => {
      await subject().items.insertOne({ _id: 'a', ...before });
      const both = { ...update, $set: { ...update.$set, other: 1 } };
      await expect(subject().items.updateOne({ _id: 'a' }, both)).rejects.toThrow(StoreUsageError);
      expect(await stored()).toEqual({ _id: 'a', ...before });
    });

    it('counts only real changes', async () => {
      await subject().items.insertOne({ _id: 'a', n: 1, l: ['x'] });
      for (const update of [
        { $set: { n: 1 } },
        { $min: { n: 5 } },
        { $addToSet: { l: 'x' } },
        { $inc: { n: 0 } },
        { $unset: { q: '' as const } },
      ]) {
        expect(await subject().items.updateOne({ _id: 'a' }, update)).toEqual({
          matchedCount: 1,
          modifiedCount: 0,
          upsertedId: null,
        });
      }
      expect(await subject().items.updateOne({ _id: 'nobody' }, { $set: { n: 1 } })).toEqual({
        matchedCount: 0,
        modifiedCount: 0,
        upsertedId: null,
      });
    });

    it('finds a document by its new keys and no longer by its old ones', async () => {
      const { items } = subject();
      await items.insertOne({ _id: 'a', status: 'NEW', indexed: { here: new Date(1) }, zones: ['x', 'y'] });
      await items.updateOne(
        { _id: 'a' },
        { $set: { status: true, 'indexed.here': { o: 1 } }, $pull: { zones: 'x' }, $addToSet: {} },
      );
      const count = (filter: Fields) => items.countDocuments(filter);
      expect(
        await Promise.all([count({ status: 'NEW' }), count({ 'indexed.here': new Date(1) }), count({ zones: 'x' })]),
      ).toEqual([0, 0, 0]);
      expect(
        await Promise.all([
          count({ status: true }),
          count({ 'indexed.here': { $type: 'object' } }),
          count({ zones: 'y' }),
        ]),
      ).toEqual([1, 1, 1]);
      await items.updateOne({ _id: 'a' }, { $unset: { status: '', zones: '' } });
      expect(await Promise.all([count({ status: null }), count({ zones: null }), count({ zones: 'y' })])).toEqual([
        1, 1, 0,
      ]);
    });

    it('updates every match', async () => {
      const { items } = subject();
      await items.insertMany(
        Array.from({ length: 450 }, (_, i) => ({ _id: `p${i}`, status: i % 2 === 0 ? 'EVEN' : 'ODD', n: i })),
      );
      expect(await items.updateMany({ status: 'EVEN' }, { $set: { status: 'ODD' } })).toEqual({
        matchedCount: 225,
        modifiedCount: 225,
        upsertedId: null,
      });
      expect(await items.countDocuments({ status: 'ODD' })).toBe(450);
      expect(await items.updateMany({ n: { $lt: 10 } }, { $max: { n: 5 } })).toEqual({
        matchedCount: 10,
        modifiedCount: 5,
        upsertedId: null,
      });
      expect(await items.deleteMany({ n: { $lt: 10 } })).toEqual({ deletedCount: 10 });
      expect(await items.deleteMany({ status: 'ODD' })).toEqual({ deletedCount: 440 });
    });

    it('keeps what was updated before a failure', async () => {
      const { items } = subject();
      await items.insertMany([
        { _id: 'a', status: 'X' },
        { _id: 'b', status: 'X' },
      ]);
      await expect(items.updateMany({ status: 'X' }, { $set: { code: 'same' } })).rejects.toThrow(DuplicateKeyError);
      expect(await items.countDocuments({ code: 'same' })).toBe(1);
    });

    it('gives the document before or after the change, the first of an order', async () => {
      const { items } = subject();
      await items.insertMany([
        { _id: 'a', n: 1, status: 'X' },
        { _id: 'b', n: 5, status: 'X' },
      ]);
      expect(await items.findOneAndUpdate({ status: 'X' }, { $inc: { n: 1 } }, { sort: { n: -1 } })).toEqual({
        _id: 'b',
        n: 5,
        status: 'X',
      });
      expect(await items.findOneAndUpdate({ _id: 'b' }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual({
        _id: 'b',
        n: 7,
        status: 'X',
      });
      expect(await items.findOneAndUpdate({ _id: 'c' }, { $inc: { n: 1 } })).toBeNull();
      expect(await items.findOneAndUpdate({ _id: 'c' }, { $set: { n: 1 } }, { upsert: true })).toBeNull();
      expect(
        await items.findOneAndUpdate({ _id: 'd' }, { $set: { n: 1 } }, { upsert: true, returnDocument: 'after' }),
      ).toEqual({ _id: 'd', n: 1 });
    });

    it('gives one of many claimants the document', async () => {
      const { items } = subject();
      await items.insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: `job${i}`, status: 'DUE' })));
      const claims = await Promise.all(
        Array.from({ length: 25 }, (_, worker) =>
          items.findOneAndUpdate({ status: 'DUE' }, { $set: { status: 'TAKEN', worker } }, { sort: { _id: 1 } }),
        ),
      );
      const claimed = claims.flatMap((job) => (job === null ? [] : [job._id]));
      expect(claimed.sort()).toEqual(Array.from({ length: 10 }, (_, i) => `job${i}`));
    });

    it('inserts on upsert what the filter says by equality, then the update', async () => {
      const { items } = subject();
      const result = await items.updateOne(
        { _id: 'a', 'k.x': 5, status: { $eq: 'NEW' }, n: { $gt: 1 }, $and: [{ zone: 'z' }] },
        { $setOnInsert: { made: true }, $inc: { count: 1 }, $push: { l: 1 } },
        { upsert: true },
      );
      expect(result).toEqual({ matchedCount: 0, modifiedCount: 0, upsertedId: 'a' });
      expect(await stored()).toEqual({ _id: 'a', k: { x: 5 }, status: 'NEW', zone: 'z', made: true, count: 1, l: [1] });
      const again = await items.updateOne(
        { _id: 'a' },
        { $setOnInsert: { made: false }, $inc: { count: 1 } },
        { upsert: true },
      );
      expect(again).toEqual({ matchedCount: 1, modifiedCount: 1, upsertedId: null });
      expect(await stored()).toMatchObject({ made: true, count: 2 });
    });

    it('takes the _id of an upsert from $setOnInsert, and refuses one without', async () => {
      const { items } = subject();
      await items.updateOne({ code: 'c1' }, { $setOnInsert: { _id: 'made' }, $set: { n: 1 } }, { upsert: true });
      expect(await items.findOne({ code: 'c1' })).toEqual({ _id: 'made', code: 'c1', n: 1 });
      await expect(items.updateOne({ code: 'c2' }, { $set: { n: 1 } }, { upsert: true })).rejects.toThrow(/_id/);
      await expect(items.updateOne({ _id: { $in: ['x'] } }, { $set: { n: 1 } }, { upsert: true })).rejects.toThrow(
        /_id/,
      );
    });

    it('lets many upserts of one key make one document', async () => {
      const { items } = subject();
      await Promise.all(
        Array.from({ length: 20 }, () => items.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true })),
      );
      expect(await stored('counter')).toEqual({ _id: 'counter', n: 20 });
    });

    it('replaces a whole document but never its _id', async () => {
      const { items } = subject();
      await items.insertOne({ _id: 'a', status: 'X', gone: 1 });
      expect(await items.replaceOne({ status: 'X' }, { _id: 'a', status: 'Y' })).toEqual({
        matchedCount: 1,
        modifiedCount: 1,
        upsertedId: null,
      });
      expect(await stored()).toEqual({ _id: 'a', status: 'Y' });
      expect(await items.replaceOne({ _id: 'a' }, { _id: 'a', status: 'Y' })).toEqual({
        matchedCount: 1,
        modifiedCount: 0,
        upsertedId: null,
      });
      await expect(items.replaceOne({ _id: 'a' }, { _id: 'b' })).rejects.toThrow(StoreUsageError);
      await expect(items.replaceOne({ status: 'Y' }, { _id: 'b' })).rejects.toThrow(StoreUsageError);
      expect(await items.replaceOne({ _id: 'n' }, { _id: 'n', v: 1 })).toEqual({
        matchedCount: 0,
        modifiedCount: 0,
        upsertedId: null,
      });
      expect(await items.replaceOne({ status: 'Z' }, { _id: 'n', v: 1 }, { upsert: true })).toEqual({
        matchedCount: 0,
        modifiedCount: 0,
        upsertedId: 'n',
      });
      expect(await stored('n')).toEqual({ _id: 'n', v: 1 });
    });

    it('deletes one, or all that match', async () => {
      const { items } = subject();
      await items.insertMany(['a', 'b', 'c'].map((_id) => ({ _id, status: 'X', zones: ['z'] })));
      expect(await items.deleteOne({ status: 'X' })).toEqual({ deletedCount: 1 });
      expect(await items.deleteOne({ status: 'Y' })).toEqual({ deletedCount: 0 });
      expect(await items.deleteMany({ zones: 'z' })).toEqual({ deletedCount: 2 });
      expect(await items.countDocuments({ zones: 'z' })).toBe(0);
    });

    it.each<readonly [string, Scalar]>([
      ['a string', 'x'],
      ['null', null],
      ['a date', new Date(3)],
    ])('keeps %s set by an update as it is', async (_title, value) => {
      await subject().items.insertOne({ _id: 'a' });
      await subject().items.updateOne({ _id: 'a' }, { $set: { v: value } });
      expect(await stored()).toStrictEqual({ _id: 'a', v: value });
    });
  });
}
