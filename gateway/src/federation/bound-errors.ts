import type { SubgraphError } from './subgraph-link.js';

/** A caller mends the first few; whoever made thousands has nothing to say. */
const maxErrors = 10;

/**
 * The first ten errors of an answer. In an answer about many entities the first ten of each: they are as good as answers
 * of their own, and a null of the last must not lose its reason to the errors of the first.
 */
export function boundErrors(errors: readonly SubgraphError[], data: unknown): readonly SubgraphError[] {
  const entities: unknown = (data as Readonly<Record<string, unknown>> | null)?.['_entities'];
  const count = Array.isArray(entities) ? entities.length : 0;
  const kept = new Map<number | undefined, number>();
  return errors.filter(({ path }) => {
    const index = path?.[0] === '_entities' && typeof path[1] === 'number' && path[1] < count ? path[1] : undefined;
    const before = kept.get(index) ?? 0;
    kept.set(index, before + 1);
    return before < maxErrors;
  });
}
