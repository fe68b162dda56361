import type { DepartmentName } from '@hub/domain';
import type { SubgraphAnswer, SubgraphError } from './subgraph-link.js';

/**
 * A null never stands alone: where a department knows nothing of an entity and says no more, the caller is told that this
 * is why its fields are null.
 */
export function tellMissing(answer: SubgraphAnswer, department: DepartmentName): SubgraphAnswer {
  const { data, errors = [] } = answer;
  const told = new Set(errors.flatMap(({ path }) => (path?.[0] === '_entities' ? [path[1]] : [])));
  const answered = data?.['_entities'];
  const entities: readonly unknown[] = Array.isArray(answered) ? answered : [];
  const missing = entities.flatMap((entity, index) =>
    entity === null && !told.has(index) ? [missingEntity(index, department)] : [],
  );
  const all = [...errors, ...missing];
  return { data, ...(all.length > 0 && { errors: all }) };
}

function missingEntity(index: number, department: DepartmentName): SubgraphError {
  return {
    message: 'The department holds no record of this',
    path: ['_entities', index],
    extensions: { code: 'NOT_FOUND', reason: 'NO_RECORD', department },
  };
}
