import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, type Session, StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { withCollection } from './with-collection.js';

/** All together or not at all, and nobody else's business. */
export function transactionCases(makePlace: MakePlace): void {
  describe('a transaction', () => {
    const subject = withCollection(makePlace, [
      { key: { code: 1 }, unique: true, partialFilterExpression: { code: { $type: 'string' } } },
      { key: { zones: 1 }, multikey: 'zones' },
    ]);
    const ids = async () =>
      (
        await subject()
          .items.find({}, { sort: { _id: 1 } })
          .toArray()
      ).map(({ _id }) => _id);

    it('makes all its writes at once, and gives the result of the work', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'old', n: 1 });
      const result = await store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a', zones: ['x'] }, { session });
        await items.insertMany([{ _id: 'b' }, { _id: 'c' }], { session });
        await items.updateOne({ _id: 'a' }, { $push: { zones: 'y' } }, { session });
        await items.updateMany({ _id: { $in: ['b', 'c'] } }, { $set: { n: 2 } }, { session });
        await items.bulkWrite([{ deleteOne: { filter: { _id: 'old' } } }], { session });
        await items.replaceOne({ _id: 'c' }, { _id: 'c', n: 3 }, { session });
        expect(await items.countDocuments({}, { session })).toBe(3);
        expect(await items.findOne({ zones: 'y' }, { session })).toMatchObject({ _id: 'a' });
        expect(await items.find({ n: { $gt: 1 } }, { session, sort: { n: 1 } }).toArray()).toEqual([
          { _id: 'b', n: 2 },
          { _id: 'c', n: 3 },
        ]);
        expect(await ids()).toEqual(['old']);
        return 'done';
      });
      expect(result).toBe('done');
      expect(await ids()).toEqual(['a', 'b', 'c']);
    });

    it('leaves nothing when the work fails, and gives its error', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'old', zones: ['x'] });
      const reason = new Error('changed my mind');
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a' }, { session });
        await items.deleteMany({ zones: 'x' }, { session });
        throw reason;
      });
      await expect(work).rejects.toBe(reason);
      expect(await items.find({ zones: 'x' }).toArray()).toEqual([{ _id: 'old', zones: ['x'] }]);
      expect(await ids()).toEqual(['old']);
    });

    it('is over after a duplicate key, even when the error is caught', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'taken', code: '1' });
      let later: unknown;
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a' }, { session });
        await items.insertOne({ _id: 'b', code: '1' }, { session }).catch(() => undefined);
        later = await items.insertOne({ _id: 'c' }, { session }).catch((error: unknown) => error);
      });
      await expect(work).rejects.toThrow(DuplicateKeyError);
      expect(later).toBeInstanceOf(StoreUsageError);
      expect(await ids()).toEqual(['taken']);
    });

    it('cannot be read from after a duplicate key either', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'taken' });
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'taken' }, { session }).catch(() => undefined);
        return items.findOne({ _id: 'taken' }, { session });
      });
      await expect(work).rejects.toThrow(StoreUsageError);
    });

    it('lets the work put its own error in the place of the duplicate key', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'taken' });
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'taken' }, { session }).catch(() => {
          throw new Error('Somebody was faster');
        });
      });
      await expect(work).rejects.toThrow('Somebody was faster');
    });

    it('is over after any failed write', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'old', v: 'text' });
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a' }, { session });
        await items.updateOne({ _id: 'old' }, { $inc: { v: 1 } }, { session }).catch(() => undefined);
      });
      await expect(work).rejects.toThrow(StoreUsageError);
      expect(await ids()).toEqual(['old']);
    });

    it('is waited for by writes of others, which are not in it', async () => {
      const { store, items } = subject();
      let outside: Promise<unknown> | undefined;
      let startOutside = (): void => undefined;
      const asked = new Promise<void>((resolve) => (startOutside = resolve));
      // Started before the transaction, so that it does not belong to the code inside it.
      const other = asked.then(() => {
        outside = items.insertOne({ _id: 'outside' });
        return outside;
      });
      const work = store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'inside' }, { session });
        startOutside();
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        expect(await items.findOne({ _id: 'outside' }, { session })).toBeNull();
        throw new Error('rolled back');
      });
      await expect(work).rejects.toThrow('rolled back');
      await other;
      expect(await ids()).toEqual(['outside']);
    });

    it('runs beside others without mixing them', async () => {
      const { store, items } = subject();
      await items.insertOne({ _id: 'account', n: 0 });
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          store.withTransaction(async (session) => {
            const account = await items.findOne({ _id: 'account' }, { session });
            await new Promise((resolve) => setImmediate(resolve));
            await items.updateOne({ _id: 'account' }, { $set: { n: Number(account?.['n']) + 1 } }, { session });
            if (i % 4 === 0) throw new Error('undone');
          }),
        ),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
      expect(await items.findOne({ _id: 'account' })).toEqual({ _id: 'account', n: 15 });
    });

    it('refuses a write that forgot its session, instead of waiting for itself', async () => {
      const { store, items } = subject();
      const forgotten = (work: () => Promise<unknown>) => store.withTransaction(async () => void (await work()));
      await expect(forgotten(() => items.insertOne({ _id: 'a' }))).rejects.toThrow(/session/);
      await expect(forgotten(() => items.insertMany([{ _id: 'a' }]))).rejects.toThrow(/session/);
      await expect(forgotten(() => items.insertMany([{ _id: 'a' }], { atomic: true }))).rejects.toThrow(/session/);
      await expect(forgotten(() => items.deleteMany({}))).rejects.toThrow(/session/);
      await expect(forgotten(() => store.withTransaction(() => Promise.resolve()))).rejects.toThrow(/session/);
      expect(await ids()).toEqual([]);
    });

    it('may be read beside, and then shows what was there before', async () => {
      const { store, items } = subject();
      await store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a' }, { session });
        expect(await items.findOne({ _id: 'a' })).toBeNull();
      });
      expect(await items.findOne({ _id: 'a' })).toEqual({ _id: 'a' });
    });

    it('ends with its work: a session kept for later is refused', async () => {
      const { store, items } = subject();
      let kept: Session | undefined;
      await store.withTransaction((session) => {
        kept = session;
        return Promise.resolve();
      });
      const session = kept as Session;
      await expect(items.insertOne({ _id: 'a' }, { session })).rejects.toThrow(StoreUsageError);
      await expect(items.findOne({ _id: 'a' }, { session })).rejects.toThrow(StoreUsageError);
      await expect(items.insertOne({ _id: 'a' }, { session: { id: session.id } })).rejects.toThrow(StoreUsageError);
      expect(await ids()).toEqual([]);
    });

    it('waits for writes the work did not wait for', async () => {
      const { store, items } = subject();
      await store.withTransaction((session) => {
        void items.insertMany(
          Array.from({ length: 500 }, (_, i) => ({ _id: `p${i}` })),
          { session },
        );
        return Promise.resolve();
      });
      expect(await items.countDocuments({})).toBe(500);
    });

    it('lets code that started inside it write after it has ended', async () => {
      const { store, items } = subject();
      let later: Promise<unknown> = Promise.resolve();
      let go = (): void => undefined;
      const ended = new Promise<void>((resolve) => (go = resolve));
      await store.withTransaction(async (session) => {
        await items.insertOne({ _id: 'a' }, { session });
        later = ended.then(() => items.insertOne({ _id: 'b' }));
      });
      go();
      await later;
      expect(await ids()).toEqual(['a', 'b']);
    });
  });

  describe('writes that come together', () => {
    const subject = withCollection(makePlace, [
      { key: { code: 1 }, unique: true, partialFilterExpression: { code: { $type: 'string' } } },
      { key: { zones: 1 }, multikey: 'zones', unique: true, partialFilterExpression: { zones: { $type: 'string' } } },
    ]);

    it('succeed and fail each by itself', async () => {
      const { items } = subject();
      const results = await Promise.allSettled([
        items.insertOne({ _id: 'a', code: '1', zones: ['x'] }),
        items.insertOne({ _id: 'b', code: '1', zones: ['y'] }),
        items.insertOne({ _id: 'c', code: '3', zones: ['z', 'x'] }),
        items.insertOne({ _id: 'd', code: '4', zones: ['z'] }),
        items.updateOne({ _id: 'a' }, { $inc: { code: 1 } }),
        items.updateOne({ _id: 'a' }, { $set: { n: 1 } }),
        items.deleteOne({ _id: 'nobody' }),
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect(await items.find({}, { sort: { _id: 1 } }).toArray()).toEqual([
        { _id: 'a', code: '1', zones: ['x'], n: 1 },
        { _id: 'd', code: '4', zones: ['z'] },
      ]);
      expect(await items.countDocuments({ zones: 'y' })).toBe(0);
    });

    it('all count', async () => {
      const { items } = subject();
      await items.insertOne({ _id: 'counter', n: 0 });
      await Promise.all(Array.from({ length: 1_200 }, () => items.updateOne({ _id: 'counter' }, { $inc: { n: 1 } })));
      expect(await items.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 1_200 });
    });
  });
}
