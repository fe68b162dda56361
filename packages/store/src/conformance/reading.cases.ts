import { describe, expect, it } from 'vitest';
import { type Filter, type IndexDefinition, type ReadOptions, StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { type Loose, withCollection } from './with-collection.js';

const mixed: readonly Loose[] = [
  { _id: 'b', v: 2 },
  { _id: 'a', v: 2 },
  { _id: 'c', v: 'é' },
  { _id: 'd', v: '\uffee' },
  { _id: 'e', v: '𠮷' },
  { _id: 'f', v: true },
  { _id: 'g', v: false },
  { _id: 'h', v: new Date(5) },
  { _id: 'i', v: new Date(-5) },
  { _id: 'j', v: null },
  { _id: 'k' },
  { _id: 'l', v: -1.5 },
  { _id: 'm', v: { z: 1 } },
  { _id: 'n', v: '' },
];
/** Null and missing, numbers, strings by UTF-8 bytes, objects, booleans, dates; ties by _id. */
const mixedOrder = ['j', 'k', 'l', 'a', 'b', 'n', 'c', 'd', 'e', 'm', 'g', 'f', 'i', 'h'];

/** Order, sections, projections, counting, and going through many documents. */
export function readingCases(makePlace: MakePlace): void {
  describe.each([
    ['an undeclared path', []],
    ['a declared path', [{ key: { v: 1 as const } }]],
  ])('sorting by %s', (_title, indexes) => {
    const subject = withCollection(makePlace, indexes);
    const ids = async (options: ReadOptions, filter = {}) =>
      (await subject().items.find(filter, options).toArray()).map(({ _id }) => _id);

    it('orders types and values as MongoDB does, ties by _id', async () => {
      await subject().items.insertMany(mixed);
      expect(await ids({ sort: { v: 1 } })).toEqual(mixedOrder);
    });

    it('turns the order around', async () => {
      await subject().items.insertMany(mixed);
      const reversed = [...mixedOrder].reverse();
      expect(await ids({ sort: { v: -1, _id: -1 } })).toEqual(reversed);
      expect(await ids({ sort: { v: -1 }, limit: 1 })).toEqual(['h']);
    });

    it('takes a section out of the order', async () => {
      await subject().items.insertMany(mixed);
      expect(await ids({ sort: { v: 1 }, skip: 3, limit: 4 })).toEqual(mixedOrder.slice(3, 7));
      expect(await ids({ sort: { v: 1 }, skip: 12 })).toEqual(mixedOrder.slice(12));
      expect(await ids({ sort: { v: 1 }, skip: 1, limit: 2 }, { v: { $exists: true } })).toEqual(['l', 'a']);
      expect(await ids({ sort: { _id: -1 }, limit: 2 })).toEqual(['n', 'm']);
    });

    it('gives the same section one by one', async () => {
      await subject().items.insertMany(mixed);
      const found: string[] = [];
      for await (const { _id } of subject().items.find({}, { sort: { v: 1 }, skip: 3, limit: 4 })) found.push(_id);
      expect(found).toEqual(mixedOrder.slice(3, 7));
    });

    it('finds the first of an order', async () => {
      await subject().items.insertMany(mixed);
      expect((await subject().items.findOne({ v: { $gt: 0 } }, { sort: { v: -1 } }))?._id).toBe('a');
    });
  });

  describe('reading', () => {
    const subject = withCollection(makePlace, [
      { key: { status: 1, at: -1 } },
      { key: { zones: 1 }, multikey: 'zones' },
    ]);

    it('sorts by the smallest element going up and by the largest going down', async () => {
      await subject().items.insertMany([
        { _id: 'a', zones: [5, 1] },
        { _id: 'b', zones: [3] },
        { _id: 'c', zones: [] },
        { _id: 'd', zones: 2 },
        { _id: 'e' },
      ]);
      const ids = async (direction: 1 | -1) =>
        (
          await subject()
            .items.find({}, { sort: { zones: direction } })
            .toArray()
        ).map(({ _id }) => _id);
      expect(await ids(1)).toEqual(['c', 'e', 'a', 'd', 'b']);
      expect(await ids(-1)).toEqual(['a', 'b', 'd', 'e', 'c']);
    });

    it('keeps or leaves out the fields of a projection', async () => {
      const { items } = subject();
      await items.insertOne({ _id: 'a', x: 1, y: { p: 1, q: 2 }, list: [{ p: 1, q: 2 }, 5] });
      const project = (projection: Record<string, 0 | 1>) => items.findOne({ _id: 'a' }, { projection });
      expect(await project({ x: 1 })).toEqual({ _id: 'a', x: 1 });
      expect(await project({ 'y.p': 1, _id: 0 })).toEqual({ y: { p: 1 } });
      expect(await project({ 'list.p': 1 })).toEqual({ _id: 'a', list: [{ p: 1 }] });
      expect(await project({ x: 0, 'y.q': 0, list: 0 })).toEqual({ _id: 'a', y: { p: 1 } });
      expect(await project({ 'list.q': 0, y: 0, x: 0 })).toEqual({ _id: 'a', list: [{ p: 1 }, 5] });
      expect(await project({ _id: 1 })).toEqual({ _id: 'a' });
      expect(await project({ _id: 0 })).toEqual({ x: 1, y: { p: 1, q: 2 }, list: [{ p: 1, q: 2 }, 5] });
      await expect(project({ x: 1, y: 0 })).rejects.toThrow(StoreUsageError);
      await expect(project({ y: 1, 'y.p': 1 })).rejects.toThrow(StoreUsageError);
    });

    it('refuses a limit that MongoDB would take for none, and other sections that make no sense', async () => {
      const { items } = subject();
      for (const options of [{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { skip: -1 }, { sort: { status: 2 as 1 } }]) {
        await expect(items.find({}, options).toArray()).rejects.toThrow(StoreUsageError);
      }
    });

    it('counts by declared paths, in the order of the keys', async () => {
      const { items } = subject();
      await items.insertMany([
        { _id: 'a', status: 'ACTIVE', at: new Date(1), n: 1 },
        { _id: 'b', status: 'ACTIVE', at: new Date(2), n: 2 },
        { _id: 'c', status: 'LEFT', at: new Date(2), n: 3 },
        { _id: 'd', status: null, n: 4 },
        { _id: 'e', n: 5 },
        { _id: 'f', status: true, n: 6 },
      ]);
      expect(await items.countBy(['status'])).toEqual([
        { key: [null], count: 2 },
        { key: ['ACTIVE'], count: 2 },
        { key: ['LEFT'], count: 1 },
        { key: [true], count: 1 },
      ]);
      expect(await items.countBy(['status', 'at'], { status: { $type: 'string' } })).toEqual([
        { key: ['ACTIVE', new Date(1)], count: 1 },
        { key: ['ACTIVE', new Date(2)], count: 1 },
        { key: ['LEFT', new Date(2)], count: 1 },
      ]);
      expect(await items.countBy(['status'], { n: { $gte: 3 } })).toEqual([
        { key: [null], count: 2 },
        { key: ['LEFT'], count: 1 },
        { key: [true], count: 1 },
      ]);
      for (const paths of [[], ['n'], ['zones']]) await expect(items.countBy(paths)).rejects.toThrow(StoreUsageError);
    });

    it('counts a section', async () => {
      const { items } = subject();
      await items.insertMany(mixed);
      expect(await items.countDocuments({}, { limit: 3 })).toBe(3);
      expect(await items.countDocuments({}, { skip: 10 })).toBe(4);
      expect(await items.countDocuments({}, { skip: 100, limit: 5 })).toBe(0);
    });

    it('sees every acknowledged write at once', async () => {
      const { items } = subject();
      for (let i = 0; i < 50; i++) {
        await items.insertOne({ _id: `p${i}`, status: 'NEW' });
        expect(await items.findOne({ _id: `p${i}` })).toEqual({ _id: `p${i}`, status: 'NEW' });
        await items.updateOne({ _id: `p${i}` }, { $set: { status: i } });
        expect(await items.countDocuments({ status: i })).toBe(1);
      }
    });

    it('can be left in the middle of a large result and still write', async () => {
      const { items } = subject();
      await items.insertMany(
        Array.from({ length: 1_000 }, (_, i) => ({ _id: String(i).padStart(4, '0'), status: 'X' })),
      );
      let seen = 0;
      for await (const { _id } of items.find({ status: 'X' })) {
        await items.updateOne({ _id }, { $set: { seen: true } });
        if (++seen === 450) break;
      }
      expect(await items.countDocuments({ seen: true })).toBe(450);
    });

    it('gives each document once while they are changed and others come', async () => {
      const { items } = subject();
      const ids = Array.from({ length: 700 }, (_, i) => String(i).padStart(4, '0'));
      await items.insertMany(ids.map((_id, i) => ({ _id, status: 'X', at: new Date(i) })));
      const seen: string[] = [];
      for await (const { _id } of items.find({}, { sort: { _id: 1 } })) {
        seen.push(_id);
        if (_id.length === 4) await items.updateOne({ _id }, { $set: { at: new Date(5_000) } });
      }
      expect(seen).toEqual(ids);
    });
  });

  describe('a large collection', () => {
    const indexes: readonly IndexDefinition[] = [
      { key: { status: 1, day: 1 } },
      { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $gt: new Date(0) } } },
      { key: { code: 1 }, partialFilterExpression: { status: 'OPEN' } },
    ];
    const subject = withCollection(makePlace, indexes, { largeCollection: 20 });
    const fill = () =>
      subject().items.insertMany(Array.from({ length: 30 }, (_, i) => ({ _id: `p${i}`, status: 'X', other: i })));

    it('refuses to be read whole without saying so', async () => {
      await fill();
      const { items } = subject();
      const loud = /large collection/;
      await expect(items.find({}).toArray()).rejects.toThrow(loud);
      await expect(items.find({ other: 5 }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ other: 5 }, { limit: 1 }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ status: { $exists: true } }).toArray()).rejects.toThrow(loud);
      await expect(items.find({}, { sort: { other: 1 }, limit: 5 }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ $or: [{ status: 'X' }, { other: 5 }] }).toArray()).rejects.toThrow(loud);
      await expect(items.findOne({ other: 5 })).rejects.toThrow(loud);
      await expect(items.countDocuments({ other: 5 })).rejects.toThrow(loud);
      await expect(items.countBy(['status'], { other: 5 })).rejects.toThrow(loud);
      await expect(items.updateOne({ other: 5 }, { $set: { x: 1 } })).rejects.toThrow(loud);
      await expect(items.updateMany({ other: 5 }, { $set: { x: 1 } })).rejects.toThrow(loud);
      await expect(items.deleteMany({ other: 5 })).rejects.toThrow(loud);
    });

    it('refuses what the place of a path in its indexes cannot answer', async () => {
      await fill();
      const { items } = subject();
      const loud = /large collection/;
      const inOrder = async (filter: Filter) => {
        for await (const item of items.find(filter, { sort: { status: 1 } })) expect(item).toBeDefined();
      };
      await expect(items.find({ day: 5 }).toArray()).rejects.toThrow(loud);
      await expect(items.find({}, { sort: { day: 1 }, limit: 5 }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ dueAt: { $lte: new Date(5) } }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ code: 'x' }).toArray()).rejects.toThrow(loud);
      await expect(items.find({ status: { $ne: 'X' } }).toArray()).rejects.toThrow(loud);
      await expect(inOrder({ dueAt: { $lte: new Date(5) } })).rejects.toThrow(loud);
      expect(await items.find({ status: 'X', day: 5 }).toArray()).toEqual([]);
      expect(await items.find({ dueAt: { $gt: new Date(0), $lte: new Date(5) } }).toArray()).toEqual([]);
      expect(await items.find({ code: 'x', status: 'OPEN' }).toArray()).toEqual([]);
      await inOrder({ dueAt: { $gt: new Date(0), $lte: new Date(5) } });
    });

    it('answers what an index narrows, a limit bounds or a loop goes through', async () => {
      await fill();
      const { items } = subject();
      expect(await items.find({ status: 'X', other: 5 }).toArray()).toHaveLength(1);
      expect(await items.find({ $or: [{ status: 'X', other: 5 }, { _id: 'p6' }] }).toArray()).toHaveLength(2);
      expect(await items.find({}, { limit: 5 }).toArray()).toHaveLength(5);
      expect(await items.find({}, { sort: { status: -1 }, limit: 5 }).toArray()).toHaveLength(5);
      expect(await items.countDocuments({})).toBe(30);
      expect(await items.countBy(['status'])).toEqual([{ key: ['X'], count: 30 }]);
      let seen = 0;
      for await (const { other } of items.find({ other: { $gte: 10 } })) seen += Number(other) >= 10 ? 1 : 0;
      expect(seen).toBe(20);
      expect((await items.updateMany({}, { $set: { x: 1 } })).modifiedCount).toBe(30);
      expect((await items.deleteMany({})).deletedCount).toBe(30);
    });

    it('is not large yet', async () => {
      const { items } = subject();
      await items.insertMany(Array.from({ length: 20 }, (_, i) => ({ _id: `p${i}`, other: i })));
      expect(await items.find({ other: 5 }).toArray()).toHaveLength(1);
      expect(await items.find({}).toArray()).toHaveLength(20);
    });
  });
}
