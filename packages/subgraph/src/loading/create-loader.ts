import type { Collection, Document, SortOrder } from '@hub/store';
import DataLoader from 'dataloader';

/**
 * Documents by `_id`, in order; undefined where there is none. One query a batch.
 *
 * @param cache whether what was read once is given again: not where the loader lives longer than a request. Default true
 */
export function createDocumentLoader<T extends Document>(
  collection: Collection<T>,
  { cache = true }: { readonly cache?: boolean } = {},
): DataLoader<string, T | undefined> {
  const readMany = async (ids: readonly string[]): Promise<(T | undefined)[]> => {
    const found = await collection.find({ _id: { $in: [...ids] } }).toArray();
    const byId = new Map(found.map((document) => [document._id, document]));
    return ids.map((id) => byId.get(id));
  };
  return new DataLoader(readMany, { cache });
}

/**
 * Documents that point to a key by one of their fields, or to several by a list: employments by person, visits by each
 * person met. One query a batch.
 *
 * @param sort order of the documents of a key
 */
export function createListLoader<T extends Document>(
  collection: Collection<T>,
  path: keyof T & string,
  { sort }: { readonly sort?: SortOrder } = {},
): DataLoader<string, readonly T[]> {
  return new DataLoader(async (keys) => {
    const found = await collection.find({ [path]: { $in: [...keys] } }, sort === undefined ? {} : { sort }).toArray();
    const byKey = new Map<string, T[]>(keys.map((key) => [key, []]));
    for (const document of found) {
      for (const key of new Set([document[path]].flat())) byKey.get(key as string)?.push(document);
    }
    return keys.map((key) => byKey.get(key) ?? []);
  });
}
