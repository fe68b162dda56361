import { type CreateIndexesOptions, type Db, type IndexDescriptionInfo, MongoServerError } from 'mongodb';
import type { CollectionDefinition, Document } from '../port.js';
import type { CollectionPlan } from '../indexes/collection-plan.js';
import { indexName } from '../indexes/index-plan.js';
import { StoreOpenError } from '../store-open-error.js';

/** An index as the server is told of it. */
interface WantedIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly options: CreateIndexesOptions;
}

/**
 * Makes the declared indexes and drops those that would go on enforcing what is no longer declared: unique ones, and ones of
 * the same name but another definition. Other indexes are left: an operator may have made them.
 * @throws StoreOpenError when the documents do not allow a declared index
 */
export async function migrateIndexes(
  db: Db,
  plan: CollectionPlan,
  definition: CollectionDefinition<Document>,
): Promise<void> {
  const collection = db.collection(plan.name);
  const wanted = definition.indexes.map(wantedIndex);
  for (const existing of await listIndexes(db, plan.name)) {
    const same = wanted.find(({ name }) => name === existing.name);
    const isOutdated = same === undefined ? existing.unique === true : !isSame(existing, same);
    if (existing.name !== '_id_' && isOutdated) await collection.dropIndex(existing.name);
  }
  for (const { name, key, options } of wanted) {
    try {
      await collection.createIndex(key, { ...options, name });
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== 11000) throw error;
      throw new StoreOpenError(
        `Unique index ${name} of ${plan.name} cannot be made: some documents have the same key; clear them first`,
        { cause: error },
      );
    }
  }
}

function wantedIndex({
  key,
  unique,
  partialFilterExpression,
}: CollectionDefinition<Document>['indexes'][number]): WantedIndex {
  return {
    name: indexName(key),
    key,
    options: {
      ...(unique === true ? { unique } : {}),
      ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    },
  };
}

async function listIndexes(
  db: Db,
  name: string,
): Promise<readonly (IndexDescriptionInfo & { readonly name: string })[]> {
  const exists = await db.listCollections({ name }, { nameOnly: true }).hasNext();
  const indexes = exists ? await db.collection(name).listIndexes().toArray() : [];
  return indexes as (IndexDescriptionInfo & { readonly name: string })[];
}

function isSame(existing: IndexDescriptionInfo, { key, options }: WantedIndex): boolean {
  return (
    JSON.stringify(existing.key) === JSON.stringify(key) &&
    (existing.unique === true) === (options.unique === true) &&
    JSON.stringify(existing.partialFilterExpression) === JSON.stringify(options.partialFilterExpression)
  );
}
