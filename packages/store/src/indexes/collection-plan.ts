import { type CollectionDefinition, type Document, StoreUsageError } from '../port.js';
import { conditionPaths, type IndexPlan, planIndex } from './index-plan.js';
import { checkShardKey } from './shard-key.js';

/** A collection's declarations after checking; both adapters work from it. */
export interface CollectionPlan {
  readonly name: string;
  readonly indexes: readonly IndexPlan[];
  /** Paths of keys and partial conditions that hold one value: an array there is refused. Without `_id`. */
  readonly scalarPaths: readonly string[];
  /** Paths that may hold an array. */
  readonly multikeyPaths: ReadonlySet<string>;
}

/** @throws StoreUsageError for names or indexes that the two adapters would not build alike */
export function planCollection(definition: CollectionDefinition<Document>): CollectionPlan {
  const { name } = definition;
  if (!/^[a-zA-Z]\w*$/.test(name))
    throw new StoreUsageError(`Collection ${name}: a name is made of letters, digits and _`);
  const indexes = definition.indexes.map((index) => planIndex(index, name));
  if (typeof definition.shardKey === 'object') checkShardKey(definition.shardKey, indexes, name);
  const multikeyPaths = new Set(indexes.flatMap(({ multikey }) => (multikey === undefined ? [] : [multikey])));
  const scalarPaths = new Set<string>();
  for (const [i, index] of indexes.entries()) {
    if (indexes.findIndex((other) => other.name === index.name) !== i) {
      throw new StoreUsageError(`Index ${index.name} of ${name} is declared twice`);
    }
    for (const path of index.paths) {
      if (path !== index.multikey && multikeyPaths.has(path)) {
        throw new StoreUsageError(
          `Index ${index.name} of ${name}: ${path} is multikey in another index, so say so here too`,
        );
      }
      scalarPaths.add(path);
    }
    for (const path of index.partial === undefined ? [] : conditionPaths(index.partial)) {
      if (index.multikey === undefined && multikeyPaths.has(path)) {
        throw new StoreUsageError(
          `Index ${index.name} of ${name}: partialFilterExpression looks at ${path}, which holds an array`,
        );
      }
      scalarPaths.add(path);
    }
  }
  for (const path of [...multikeyPaths, '_id']) scalarPaths.delete(path);
  return { name, indexes, scalarPaths: [...scalarPaths], multikeyPaths };
}
