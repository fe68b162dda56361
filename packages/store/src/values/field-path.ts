import { StoreUsageError } from '../port.js';
import { isFields, isList } from './value.js';

const knownPaths = new Map<string, readonly string[]>();
const maxKnownPaths = 10_000;

/**
 * The steps of a dotted path.
 * @throws StoreUsageError for an empty step or one that starts with `$`: positional operators are outside the subset.
 */
export function parsePath(path: string): readonly string[] {
  const known = knownPaths.get(path);
  if (known !== undefined) return known;
  const steps = path.split('.');
  if (steps.some((step) => step === '' || step.startsWith('$') || step === '__proto__' || step.includes('\0'))) {
    throw new StoreUsageError(`Path ${path}: steps may not be empty or start with $`);
  }
  if (knownPaths.size >= maxKnownPaths) knownPaths.clear();
  knownPaths.set(path, steps);
  return steps;
}

export function isArrayIndex(step: string): boolean {
  return /^(0|[1-9]\d{0,6})$/.test(step);
}

/**
 * Calls `visit` with every value a path leads to, going through arrays as MongoDB's matching does: into each embedded
 * document of an array, or to the element that a number names. A step that is not there gives `undefined`.
 * An array at the end is given whole. Stops and returns true as soon as `visit` does.
 */
export function someAtPath(
  value: unknown,
  steps: readonly string[],
  visit: (found: unknown) => boolean,
  from = 0,
): boolean {
  const step = steps[from];
  if (step === undefined) return visit(value);
  if (isFields(value)) return someAtPath(value[step], steps, visit, from + 1);
  if (!isList(value)) return visit(undefined);
  if (isArrayIndex(step) && Number(step) < value.length && someAtPath(value[Number(step)], steps, visit, from + 1)) {
    return true;
  }
  return value.some((element) => isFields(element) && someAtPath(element, steps, visit, from));
}

/** As `someAtPath`, and an array at the end also gives its elements. */
export function someLeafAtPath(value: unknown, steps: readonly string[], visit: (found: unknown) => boolean): boolean {
  return someAtPath(value, steps, (found) => visit(found) || (isList(found) && found.some(visit)));
}
