import { isDeepStrictEqual } from 'node:util';
import type { SortOrder } from '@hub/store';
import type { WireIndex } from './catalog.js';
import type { CommandContext } from './command-context.js';
import { checkFields, documentOf, documentsOf, flagOf, textOf } from './command-fields.js';
import { noCursor } from './hello.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };

/** `create`. */
export function createCollection(command: WireDocument, { database }: CommandContext): Promise<WireDocument> {
  checkFields(command, 'create', []);
  const name = textOf(command, 'create');
  return database.inTurn(async () => {
    if (database.entry(name) !== undefined) throw new WireError(48, `Collection ${name} already exists.`);
    await database.makeCollection(name);
    return { ok: 1 };
  });
}

/** `listCollections`. */
export function listCollections(command: WireDocument, { database, cursors }: CommandContext): WireDocument {
  checkFields(command, 'listCollections', ['filter', 'nameOnly', 'cursor', 'authorizedCollections']);
  const filter = command['filter'] === undefined ? {} : documentOf(command, 'filter');
  const names = database.collectionNames.filter((name) => filter['name'] === undefined || filter['name'] === name);
  return cursors.first(
    `${database.name}.$cmd.listCollections`,
    names.map((name) => ({ name, type: 'collection' })),
  );
}

/** `listIndexes`. */
export function listIndexes(command: WireDocument, { database }: CommandContext): WireDocument {
  checkFields(command, 'listIndexes', ['cursor']);
  const name = textOf(command, 'listIndexes');
  const entry = database.entry(name);
  if (entry === undefined) throw new WireError(26, `ns does not exist: ${database.name}.${name}`);
  const indexes = entry.indexes.map(({ name: index, key, unique, partialFilterExpression }) => ({
    v: 2,
    key,
    name: index,
    ...(unique && { unique }),
    ...(partialFilterExpression !== undefined && { partialFilterExpression }),
  }));
  return { cursor: { id: noCursor, ns: `${database.name}.${name}`, firstBatch: [idIndex, ...indexes] }, ok: 1 };
}

/** `createIndexes`; those that are there already are left. */
export function createIndexes(command: WireDocument, { database }: CommandContext): Promise<WireDocument> {
  checkFields(command, 'createIndexes', ['indexes', 'commitQuorum']);
  const name = textOf(command, 'createIndexes');
  const wanted = documentsOf(command, 'indexes').map(readIndex);
  return database.inTurn(async () => {
    const isNew = database.entry(name) === undefined;
    await database.makeCollection(name);
    const entry = database.entry(name) ?? { indexes: [], arrays: [] };
    const added = wanted.filter((index) => !isThere(index, entry.indexes));
    const indexes = [...entry.indexes, ...added];
    if (added.length > 0) await database.declare(name, { ...entry, indexes });
    return {
      numIndexesBefore: entry.indexes.length + 1,
      numIndexesAfter: indexes.length + 1,
      createdCollectionAutomatically: isNew,
      ok: 1,
    };
  });
}

function readIndex(index: WireDocument): WireIndex {
  checkFields(index, 'indexes', ['key', 'name', 'unique', 'partialFilterExpression', 'v']);
  return {
    name: textOf(index, 'name'),
    key: documentOf(index, 'key') as SortOrder,
    unique: flagOf(index, 'unique'),
    ...(index['partialFilterExpression'] !== undefined && {
      partialFilterExpression: documentOf(index, 'partialFilterExpression'),
    }),
  };
}

function isThere(index: WireIndex, indexes: readonly WireIndex[]): boolean {
  const same = indexes.find(
    ({ name, key }) => name === index.name || JSON.stringify(key) === JSON.stringify(index.key),
  );
  if (same === undefined) return false;
  if (JSON.stringify(same.key) === JSON.stringify(index.key) && isDeepStrictEqual(same, index)) return true;
  throw new WireError(85, `Index ${index.name} exists with other options as ${same.name}`);
}

/** `dropIndexes`, by name or `*` for all. */
export function dropIndexes(command: WireDocument, { database }: CommandContext): Promise<WireDocument> {
  checkFields(command, 'dropIndexes', ['index']);
  const name = textOf(command, 'dropIndexes');
  const index = textOf(command, 'index');
  return database.inTurn(async () => {
    const entry = database.entry(name);
    if (entry === undefined) throw new WireError(26, `ns not found ${database.name}.${name}`);
    const left = index === '*' ? [] : entry.indexes.filter(({ name: candidate }) => candidate !== index);
    if (index !== '*' && left.length === entry.indexes.length) {
      throw new WireError(27, `index not found with name [${index}]`);
    }
    await database.declare(name, { ...entry, indexes: left });
    return { nIndexesWas: entry.indexes.length + 1, ok: 1 };
  });
}
