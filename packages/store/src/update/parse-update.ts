import { StoreUsageError, type Update } from '../port.js';
import { isOperators, parseFilter, parseOperators } from '../filter/parse-filter.js';
import { createMatcher, type Matcher } from '../filter/matcher.js';
import { checkStorable } from '../values/faults.js';
import { parsePath } from '../values/field-path.js';
import { equalValues } from '../values/value-order.js';
import { isFields } from '../values/value.js';
import { type ListChange, parseAddToSet, parsePush } from './list-change.js';

/** One change at one path. */
export type Change = { readonly path: string; readonly steps: readonly string[] } & (
  | { readonly kind: 'set'; readonly value: unknown; readonly onInsert: boolean }
  | { readonly kind: 'unset' }
  | { readonly kind: 'inc'; readonly by: number }
  | { readonly kind: 'bound'; readonly operator: '$min' | '$max'; readonly value: unknown }
  | { readonly kind: 'list'; readonly operator: '$push' | '$addToSet'; readonly change: ListChange }
  | { readonly kind: 'pull'; readonly matches: Matcher }
);

/**
 * Checks an update and turns it into changes.
 * @throws StoreUsageError for anything outside the port's subset and for two changes that meet in one place
 */
export function parseUpdate(update: Update): readonly Change[] {
  if (!isFields(update)) throw new StoreUsageError('An update must be an object of operators');
  const changes: Change[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!isFields(fields)) throw new StoreUsageError(`Update operator ${operator} takes an object of paths`);
    for (const path of Object.keys(fields)) changes.push(parseChange(operator, path, fields[path]));
  }
  if (changes.length === 0) throw new StoreUsageError('An update must change something');
  checkConflicts(changes);
  return changes;
}

function parseChange(operator: string, path: string, value: unknown): Change {
  const steps = parsePath(path);
  if (steps[0] === '_id' && operator !== '$setOnInsert') throw new StoreUsageError('_id cannot be changed');
  if (value === undefined)
    throw new StoreUsageError(`Update of ${path}: ${operator} is undefined; use $unset to remove a field`);
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      checkStorable(value, `Update of ${path}`);
      return { path, steps, kind: 'set', value, onInsert: operator === '$setOnInsert' };
    case '$unset':
      return { path, steps, kind: 'unset' };
    case '$inc':
      if (typeof value !== 'number') throw new StoreUsageError(`Update of ${path}: $inc takes a number`);
      checkStorable(value, `Update of ${path}`);
      return { path, steps, kind: 'inc', by: value };
    case '$min':
    case '$max':
      checkStorable(value, `Update of ${path}`);
      return { path, steps, kind: 'bound', operator, value };
    case '$push':
      return { path, steps, kind: 'list', operator, change: parsePush(path, value) };
    case '$addToSet':
      return { path, steps, kind: 'list', operator, change: parseAddToSet(path, value) };
    case '$pull':
      return { path, steps, kind: 'pull', matches: parsePull(path, value) };
    default:
      throw new StoreUsageError(`Update operator ${operator} is not supported`);
  }
}

/** `{ $gt: 1 }` asks of the element, `{ code: 'x' }` of its fields; anything else is the element to remove. */
function parsePull(path: string, value: unknown): Matcher {
  if (!isFields(value)) {
    checkStorable(value, `Update of ${path}`);
    return (element) => equalValues(element, value);
  }
  if (isOperators(value)) return createMatcher({ kind: 'and', nodes: parseOperators('', value) });
  const matches = createMatcher(parseFilter(value));
  return (element) => isFields(element) && matches(element);
}

/** MongoDB's error 40: `a` and `a.b` cannot both change in one update. */
function checkConflicts(changes: readonly Change[]): void {
  for (const one of changes) {
    const clash = changes.find((other) => other !== one && isAtOrBelow(other.path, one.path));
    if (clash !== undefined) throw new StoreUsageError(`Update changes ${one.path} and ${clash.path} at once`);
  }
}

function isAtOrBelow(path: string, other: string): boolean {
  return path.startsWith(other) && (path.length === other.length || path[other.length] === '.');
}
