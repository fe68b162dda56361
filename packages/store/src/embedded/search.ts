import type { Filter, SortOrder } from '../port.js';
import { conjuncts } from '../filter/equalities.js';
import type { FilterNode } from '../filter/filter-node.js';
import { implies } from '../filter/implication.js';
import { createMatcher, type Matcher } from '../filter/matcher.js';
import { parseFilter } from '../filter/parse-filter.js';
import { isEverything } from '../filter/narrowing.js';
import { withTieBreaker } from '../sorting.js';
import type { SqlValue } from './engine.js';
import { indexPredicate, toSql } from './sql-filter.js';
import type { TableLayout } from './table-layout.js';

/** A filter made ready for a collection's table. */
export interface Search {
  readonly node: FilterNode;
  /** ` WHERE ...`, or nothing. */
  readonly where: string;
  readonly parameters: readonly SqlValue[];
  /** What SQL left open; undefined when `where` decides exactly. */
  readonly residue: Matcher | undefined;
  /** It names the document. */
  readonly isById: boolean;
  readonly isEverything: boolean;
}

/** @throws StoreUsageError for a filter outside the port's subset */
export function planSearch(filter: Filter, layout: TableLayout): Search {
  const node = parseFilter(filter);
  const plain = { node, where: '', parameters: [], isById: false };
  if (isEverything(node)) return { ...plain, residue: undefined, isEverything: true };
  const condition = toSql(node, layout);
  if (condition === undefined) return { ...plain, residue: createMatcher(node), isEverything: false };
  return {
    node,
    isById: conjuncts(node).some(isId),
    where: ` WHERE ${condition.sql}${partialPredicates(node, layout)}`,
    parameters: condition.parameters,
    residue: condition.exact ? undefined : createMatcher(node),
    isEverything: false,
  };
}

function isId(node: FilterNode): boolean {
  return node.kind === 'is' && node.path === '_id' && node.test.kind === 'eq';
}

/** SQLite uses a partial index only when the query repeats the index's condition; where the filter implies it, it may. */
function partialPredicates(node: FilterNode, layout: TableLayout): string {
  let added = '';
  for (const { partial, multikey } of layout.plan.indexes) {
    if (partial !== undefined && multikey === undefined && implies(node, partial)) {
      added += ` AND ${indexPredicate(partial, layout.columnOf)}`;
    }
  }
  return added;
}

/** ` ORDER BY ...` over key columns; undefined when a path of the order has none. */
export function orderBy(sort: SortOrder, layout: TableLayout): string | undefined {
  const terms: string[] = [];
  for (const [path, direction] of Object.entries(withTieBreaker(sort))) {
    const column = layout.columnOf.get(path);
    if (column === undefined) return undefined;
    terms.push(direction === -1 ? `${column} DESC` : column);
  }
  return ` ORDER BY ${terms.join(', ')}`;
}
