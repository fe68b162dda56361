import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionDefinition, Document, Store } from '../port.js';
import { openStore } from '../open-store.js';

export interface Opening {
  readonly collections: readonly CollectionDefinition<Document>[];
  readonly largeCollection?: number;
}

/** An adapter under test: opens a store on a place that is the same for every call, so that a second call finds what the first left. */
export interface Place {
  open(opening: Opening): Promise<Store>;
  /** Takes the place away; stores must be closed. */
  remove(): Promise<void>;
}

export type MakePlace = () => Promise<Place>;

export async function embeddedPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-store-'));
  return {
    open: (opening) => openStore({ database: 'hub_conformance', dataDir, ...opening }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

let places = 0;

/** A database of its own in a running MongoDB. */
export function mongodbPlace(url: string): Promise<Place> {
  const database = `hub_conformance_${process.pid}_${places++}`;
  const open = (opening: Opening) => openStore({ database, dataDir: '', mongodbUrl: url, ...opening });
  const known = new Map<string, CollectionDefinition<Document>>();
  return Promise.resolve({
    open: (opening: Opening) => {
      for (const collection of opening.collections) known.set(collection.name, collection);
      return open(opening);
    },
    remove: async () => {
      const store = await open({ collections: [...known.values()] });
      for (const collection of known.values()) await store.collection(collection).deleteMany({});
      await store.close();
    },
  });
}
