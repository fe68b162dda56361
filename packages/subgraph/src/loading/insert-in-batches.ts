import type { CollectionDefinition, Document, Store } from '@hub/store';

const batchSize = 1_000;

/** Fills a collection from records that a department takes over, a thousand in one durable write. */
export async function insertInBatches<T extends Document>(
  store: Store,
  definition: CollectionDefinition<T>,
  documents: readonly T[],
): Promise<void> {
  const collection = store.collection(definition);
  for (let start = 0; start < documents.length; start += batchSize) {
    await collection.insertMany(documents.slice(start, start + batchSize), { atomic: true });
  }
}
