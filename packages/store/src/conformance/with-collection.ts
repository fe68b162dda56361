import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Collection, defineCollection, type Document, type IndexDefinition, type Store } from '../port.js';
import type { MakePlace, Place } from './opening.js';

/** A document of no particular shape. */
export type Loose = Document & Record<string, unknown>;

export interface Subject {
  readonly store: Store;
  readonly items: Collection<Loose>;
}

/**
 * One store with one collection for a group of tests, emptied before each.
 * @returns a function that gives it inside a test
 */
export function withCollection(
  makePlace: MakePlace,
  indexes: readonly IndexDefinition[],
  options: { readonly largeCollection?: number } = {},
): () => Subject {
  const definition = defineCollection<Loose>({ name: 'items', indexes });
  let place: Place | undefined;
  let subject: Subject | undefined;
  const get = (): Subject => {
    if (subject === undefined) throw new Error('The store is open within tests only');
    return subject;
  };
  beforeAll(async () => {
    place = await makePlace();
    const store = await place.open({ collections: [definition], ...options });
    subject = { store, items: store.collection(definition) };
  });
  beforeEach(async () => {
    await get().items.deleteMany({});
  });
  afterAll(async () => {
    await subject?.store.close();
    await place?.remove();
  });
  return get;
}
