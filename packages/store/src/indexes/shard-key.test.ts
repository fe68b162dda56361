import { describe, expect, it } from 'vitest';
import { type CollectionDefinition, type Document, type IndexDefinition, StoreUsageError } from '../port.js';
import { planCollection } from './collection-plan.js';

const tag: IndexDefinition = { key: { tag: 1 }, unique: true };
const onlyOpen = { open: true };

function people(
  shardKey: CollectionDefinition<Document>['shardKey'] & object,
  ...indexes: readonly IndexDefinition[]
): CollectionDefinition<Document> {
  return { name: 'people', indexes, shardKey };
}

describe('a shard key', () => {
  it.each([
    ['_id, where nothing else is unique', people({ _id: 1 }, { key: { zone: 1 } })],
    ['a unique key', people({ tag: 1 }, tag)],
    ['the beginning of a unique key', people({ zone: 1 }, { key: { zone: 1, tag: 1 }, unique: true })],
    [
      'the beginning of a unique key of some, with an index over all',
      people({ tag: 1 }, { ...tag, partialFilterExpression: onlyOpen }, { key: { tag: 1, since: 1 } }),
    ],
  ])('may be %s', (_what, definition) => {
    expect(planCollection(definition).indexes).toHaveLength(definition.indexes.length);
  });

  it.each([
    ['_id beside another unique key', people({ _id: 1 }, tag), /unique index tag_1/],
    ['the second part of a unique key', people({ tag: 1 }, { key: { zone: 1, tag: 1 }, unique: true }), /zone_1_tag_1/],
    [
      'a path that only some documents are indexed by',
      people({ tag: 1 }, { ...tag, partialFilterExpression: onlyOpen }),
      /no index/,
    ],
    ['an array', people({ zones: 1 }, { key: { zones: 1 }, multikey: 'zones' }), /no index/],
    ['a path without an index', people({ zone: 1 }), /no index/],
    ['empty', people({}), /empty/],
    ['downwards', people({ tag: -1 }, { key: { tag: -1 } }), /direction/],
  ])('is refused when it is %s', (_what, definition, reason) => {
    expect(() => planCollection(definition)).toThrow(StoreUsageError);
    expect(() => planCollection(definition)).toThrow(reason);
  });

  it('may be left out in so many words', () => {
    expect(planCollection({ name: 'people', indexes: [tag], shardKey: 'unsharded' }).indexes).toHaveLength(1);
  });
});
