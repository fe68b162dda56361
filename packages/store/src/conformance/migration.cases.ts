import { describe, expect, it } from 'vitest';
import { type CollectionDefinition, DuplicateKeyError, type IndexDefinition, StoreUsageError } from '../port.js';
import { StoreOpenError } from '../store-open-error.js';
import type { MakePlace, Place } from './opening.js';
import type { Loose } from './with-collection.js';

const items = (...indexes: IndexDefinition[]): CollectionDefinition<Loose> => ({ name: 'items', indexes });
const partialTag: IndexDefinition = {
  key: { tag: 1 },
  unique: true,
  partialFilterExpression: { tag: { $type: 'string' } },
};

async function inPlace(makePlace: MakePlace, work: (place: Place) => Promise<void>): Promise<void> {
  const place = await makePlace();
  try {
    await work(place);
  } finally {
    await place.remove();
  }
}

async function using<R>(
  place: Place,
  definition: CollectionDefinition<Loose>,
  work: (collection: ReturnType<typeof take>) => Promise<R>,
): Promise<R> {
  const store = await place.open({ collections: [definition] });
  try {
    return await work(take(store, definition));
  } finally {
    await store.close();
  }
}

function take(store: Awaited<ReturnType<Place['open']>>, definition: CollectionDefinition<Loose>) {
  return store.collection(definition);
}

/** What a second start finds, and how declarations may change between starts. */
export function migrationCases(makePlace: MakePlace): void {
  describe('starting again', () => {
    it('finds everything as it was', () =>
      inPlace(makePlace, async (place) => {
        const definition = items({ key: { v: 1 } }, { key: { tags: 1 }, multikey: 'tags' });
        await using(place, definition, (collection) =>
          collection.insertMany([{ _id: 'a', v: 1, tags: ['x'] }, { _id: 'b' }]),
        );
        await using(place, definition, async (collection) => {
          expect(await collection.find({}, { sort: { _id: 1 } }).toArray()).toEqual([
            { _id: 'a', v: 1, tags: ['x'] },
            { _id: 'b' },
          ]);
          expect(await collection.find({ tags: 'x', v: 1 }).toArray()).toHaveLength(1);
        });
      }));

    it('fills the keys of newly declared paths from the documents there are', () =>
      inPlace(makePlace, async (place) => {
        const documents = Array.from({ length: 1_200 }, (_, i) => ({
          _id: `p${String(i).padStart(4, '0')}`,
          v: i % 3 === 0 ? new Date(i) : i,
          n: { m: `k${i}` },
          tags: [`t${i % 10}`, 'all'],
          ...(i % 2 === 0 ? { tag: `tag${i}` } : {}),
        }));
        await using(place, items(), (collection) => collection.insertMany(documents));
        const declared = items(
          { key: { v: 1 } },
          { key: { 'n.m': -1, v: 1 }, unique: true },
          { key: { tags: 1 }, multikey: 'tags' },
          partialTag,
        );
        await using(place, declared, async (collection) => {
          expect(await collection.countDocuments({ v: { $type: 'date' } })).toBe(400);
          expect(await collection.countDocuments({ tags: 't3' })).toBe(120);
          expect((await collection.findOne({ 'n.m': 'k77' }))?._id).toBe('p0077');
          expect((await collection.findOne({ tag: 'tag500' }))?._id).toBe('p0500');
          expect(await collection.find({ v: { $lt: 1_200 } }, { sort: { v: -1 }, limit: 2 }).toArray()).toMatchObject([
            { v: 1_199 },
            { v: 1_198 },
          ]);
          await expect(collection.insertOne({ _id: 'new', tag: 'tag500', n: { m: 'new' } })).rejects.toThrow(
            DuplicateKeyError,
          );
        });
      }));

    it('stops enforcing what is no longer declared, and starts again when it is', () =>
      inPlace(makePlace, async (place) => {
        const loose: IndexDefinition = { key: { tag: 1 } };
        await using(place, items(partialTag), (collection) => collection.insertOne({ _id: 'a', tag: 'x' }));
        await using(place, items(loose), async (collection) => {
          await collection.insertOne({ _id: 'b', tag: 'x' });
          expect(await collection.countDocuments({ tag: 'x' })).toBe(2);
        });
        await using(place, items(), (collection) => collection.updateOne({ _id: 'b' }, { $set: { tag: 'y' } }));
        await using(place, items(partialTag), async (collection) => {
          expect((await collection.findOne({ tag: 'y' }))?._id).toBe('b');
          await expect(collection.insertOne({ _id: 'c', tag: 'y' })).rejects.toThrow(DuplicateKeyError);
        });
      }));

    it('refuses a unique index that the documents break, and leaves them as they are', () =>
      inPlace(makePlace, async (place) => {
        await using(place, items(), (collection) =>
          collection.insertMany([
            { _id: 'a', tag: 'x' },
            { _id: 'b', tag: 'x' },
          ]),
        );
        await expect(place.open({ collections: [items(partialTag)] })).rejects.toThrow(StoreOpenError);
        await expect(place.open({ collections: [items(partialTag)] })).rejects.toThrow(/tag_1 of items/);
        await using(place, items(), async (collection) => expect(await collection.countDocuments({})).toBe(2));
      }));

    it('keeps collections that are not opened', () =>
      inPlace(makePlace, async (place) => {
        await using(place, items(partialTag), (collection) => collection.insertOne({ _id: 'a', tag: 'x' }));
        const other: CollectionDefinition<Loose> = { name: 'others', indexes: [partialTag] };
        await using(place, other, (collection) => collection.insertOne({ _id: 'a', tag: 'x' }));
        await using(place, items(partialTag), async (collection) =>
          expect(await collection.countDocuments({ tag: 'x' })).toBe(1),
        );
      }));

    it('gives only the collections it was opened with', () =>
      inPlace(makePlace, async (place) => {
        const store = await place.open({ collections: [items()] });
        expect(() => store.collection({ name: 'others', indexes: [] })).toThrow(StoreUsageError);
        await store.close();
      }));

    it('closes once, after the writes that were asked for', () =>
      inPlace(makePlace, async (place) => {
        const store = await place.open({ collections: [items()] });
        const writes = Array.from({ length: 100 }, (_, i) => store.collection(items()).insertOne({ _id: `p${i}` }));
        await Promise.all([...writes, store.close(), store.close()]);
        await expect(store.collection(items()).findOne({ _id: 'p1' })).rejects.toThrow();
        await expect(store.ping()).rejects.toThrow();
        await using(place, items(), async (collection) => expect(await collection.countDocuments({})).toBe(100));
      }));
  });
}
