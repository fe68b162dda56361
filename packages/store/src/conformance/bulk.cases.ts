import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { withCollection } from './with-collection.js';

/** Many writes in one call: in order, in any order, all or nothing. */
export function bulkCases(makePlace: MakePlace): void {
  describe.each([
    [
      'without arrays',
      [{ key: { code: 1 as const }, unique: true, partialFilterExpression: { code: { $type: 'string' } } }],
    ],
    [
      'with side tables',
      [
        { key: { code: 1 as const }, unique: true, partialFilterExpression: { code: { $type: 'string' } } },
        { key: { zones: 1 as const }, multikey: 'zones' },
      ],
    ],
  ])('writing in bulk %s', (_title, indexes) => {
    const subject = withCollection(makePlace, indexes);
    const ids = async () =>
      (
        await subject()
          .items.find({}, { sort: { _id: 1 } })
          .toArray()
      ).map(({ _id }) => _id);
    const clash = [
      { _id: 'a', code: '1' },
      { _id: 'b', code: '2' },
      { _id: 'c', code: '1' },
      { _id: 'd', code: '4' },
    ];

    it('inserts all', async () => {
      expect(await subject().items.insertMany(clash.map(({ _id }) => ({ _id, zones: ['x', 'y'] })))).toEqual({
        insertedCount: 4,
      });
      expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
      expect(await subject().items.countDocuments({ zones: 'x' })).toBe(4);
    });

    it('inserts nothing when given nothing', async () => {
      expect(await subject().items.insertMany([])).toEqual({ insertedCount: 0 });
      expect((await subject().items.bulkWrite([])).insertedCount).toBe(0);
    });

    it('in order: what came before a failure stays, what comes after is not done', async () => {
      await expect(subject().items.insertMany(clash)).rejects.toThrow(DuplicateKeyError);
      expect(await ids()).toEqual(['a', 'b']);
    });

    it('in any order: all that can be done is done', async () => {
      await expect(subject().items.insertMany(clash, { ordered: false })).rejects.toThrow(DuplicateKeyError);
      expect(await ids()).toEqual(['a', 'b', 'd']);
    });

    it.each([true, false])('all or nothing (ordered: %s): a failure leaves nothing', async (ordered) => {
      await expect(subject().items.insertMany(clash, { atomic: true, ordered })).rejects.toThrow(DuplicateKeyError);
      expect(await ids()).toEqual([]);
    });

    it('refuses a wrong document before it writes any', async () => {
      await expect(subject().items.insertMany([{ _id: 'a' }, { _id: 'b', v: NaN }])).rejects.toThrow(StoreUsageError);
      await expect(
        subject().items.bulkWrite([
          { insertOne: { document: { _id: 'a' } } },
          { updateOne: { filter: { _id: 'a' }, update: {} } },
        ]),
      ).rejects.toThrow(StoreUsageError);
      expect(await ids()).toEqual([]);
    });

    it('mixes operations and counts them', async () => {
      const { items } = subject();
      await items.insertMany(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id, n: 1, zones: [_id] })));
      const result = await items.bulkWrite([
        { insertOne: { document: { _id: 'f', n: 2 } } },
        { updateOne: { filter: { _id: 'a' }, update: { $set: { n: 1 } } } },
        { updateOne: { filter: { _id: 'g' }, update: { $set: { n: 2 } }, upsert: true } },
        { updateMany: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
        { replaceOne: { filter: { _id: 'b' }, replacement: { _id: 'b', v: 1 } } },
        { replaceOne: { filter: { _id: 'h' }, replacement: { _id: 'h' }, upsert: true } },
        { deleteOne: { filter: { _id: 'c' } } },
        { deleteMany: { filter: { _id: { $in: ['d', 'e', 'nobody'] } } } },
      ]);
      expect(result).toEqual({
        insertedCount: 1,
        matchedCount: 7,
        modifiedCount: 6,
        deletedCount: 3,
        upsertedCount: 2,
      });
      expect(await ids()).toEqual(['a', 'b', 'f', 'g', 'h']);
      expect(await items.findOne({ _id: 'b' })).toEqual({ _id: 'b', v: 1 });
    });

    it('sees its own earlier writes', async () => {
      const { items } = subject();
      await items.bulkWrite([
        { insertOne: { document: { _id: 'a', code: '1' } } },
        { updateOne: { filter: { code: '1' }, update: { $set: { code: '2' } } } },
        { deleteOne: { filter: { code: '2' } } },
        { insertOne: { document: { _id: 'a', code: '1' } } },
      ]);
      expect(await items.find({}).toArray()).toEqual([{ _id: 'a', code: '1' }]);
    });

    it('undoes updates and deletions too when it is all or nothing', async () => {
      const { items } = subject();
      const before = [
        { _id: 'a', code: '1', zones: ['x'] },
        { _id: 'b', code: '2', zones: ['x'] },
      ];
      await items.insertMany(before);
      const work = items.bulkWrite(
        [
          { updateMany: { filter: { zones: 'x' }, update: { $addToSet: { zones: 'y' } } } },
          { deleteOne: { filter: { _id: 'b' } } },
          { updateOne: { filter: { _id: 'a' }, update: { $inc: { code: 1 } } } },
        ],
        { atomic: true },
      );
      await expect(work).rejects.toThrow(StoreUsageError);
      expect(await items.find({}, { sort: { _id: 1 } }).toArray()).toEqual(before);
      expect(await items.countDocuments({ zones: 'y' })).toBe(0);
    });

    it('lets others read while it writes a large batch, all of it or none', async () => {
      const { items } = subject();
      const writing = items.insertMany(
        Array.from({ length: 2_000 }, (_, i) => ({ _id: `p${i}`, code: `c${i}`, zones: ['x'] })),
        { atomic: true },
      );
      let isDone = false;
      void writing.then(() => (isDone = true));
      const seen = new Set<number>();
      while (!isDone) {
        seen.add(await items.countDocuments({}));
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect([...seen].every((count) => count === 0 || count === 2_000)).toBe(true);
      expect(await items.countDocuments({})).toBe(2_000);
    });
  });
}
