import type { Collection, CollectionDefinition, Document, Store } from '@hub/store';
import type { SubgraphDefinition } from '@hub/subgraph';

export interface CountedDepartment<Scope> {
  readonly definition: SubgraphDefinition<Scope>;
  /** Reads since the last call, by collection: fifty people must cost what one costs. */
  readonly takeReads: () => Readonly<Record<string, number>>;
}

const readingMethods = ['find', 'findOne', 'countBy', 'countDocuments'] as const;

/** A department whose reads of its real store are counted. */
export function countReads<Scope>(definition: SubgraphDefinition<Scope>): CountedDepartment<Scope> {
  let reads: Record<string, number> = {};
  const counted = <T extends Document>(collection: Collection<T>): Collection<T> =>
    new Proxy(collection, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if ((readingMethods as readonly (string | symbol)[]).includes(property)) {
            reads[target.name] = (reads[target.name] ?? 0) + 1;
          }
          return Reflect.apply(value, target, args);
        };
      },
    });
  const countedStore = (store: Store): Store => ({
    kind: store.kind,
    collection: <T extends Document>(wanted: CollectionDefinition<T>) => counted(store.collection(wanted)),
    withTransaction: (work) => store.withTransaction(work),
    ping: () => store.ping(),
    close: () => store.close(),
  });
  return {
    definition: {
      ...definition,
      createScope: (base) => definition.createScope({ ...base, store: countedStore(base.store) }),
    },
    takeReads: () => {
      const taken = reads;
      reads = {};
      return taken;
    },
  };
}
