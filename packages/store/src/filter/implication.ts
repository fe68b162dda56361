import { conjuncts } from './equalities.js';
import type { FilterNode } from './filter-node.js';
import { createMatcher } from './matcher.js';

/**
 * Whether every document that `filter` finds also meets `condition` (a partial index's), as far as it can be seen from the
 * filter alone: by an equal condition, or by equality with values that meet it. False means not known.
 */
export function implies(filter: FilterNode, condition: FilterNode): boolean {
  const known = conjuncts(filter);
  return conjuncts(condition).every((wanted) => known.some((part) => impliesOne(part, wanted)));
}

function impliesOne(part: FilterNode, wanted: FilterNode): boolean {
  if (part.kind !== 'is' || wanted.kind !== 'is' || part.path !== wanted.path) return false;
  const { test } = part;
  const meets = createMatcher({ ...wanted, path: '' });
  switch (test.kind) {
    case 'eq':
      return meets(test.value);
    case 'in':
      return test.values.every(meets);
    case 'prefix':
      return wanted.test.kind === 'type' && wanted.test.type === 'string';
    case 'range':
      return (
        (wanted.test.kind === 'type' && test.value !== null && createMatcher({ ...wanted, path: '' })(test.value)) ||
        JSON.stringify(part) === JSON.stringify(wanted)
      );
    case 'exists':
    case 'type':
    case 'size':
    case 'elemMatch':
      return JSON.stringify(part) === JSON.stringify(wanted);
  }
}
