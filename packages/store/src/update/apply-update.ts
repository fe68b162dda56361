import { StoreUsageError } from '../port.js';
import { checkStorable } from '../values/faults.js';
import { isArrayIndex } from '../values/field-path.js';
import { compareValues } from '../values/value-order.js';
import { type Fields, isFields, isList } from '../values/value.js';
import type { Change } from './parse-update.js';

/** More would only be a mistake; MongoDB draws the line at 1.5 million. */
const maxPadding = 10_000;

/**
 * Makes the changes in `document` itself.
 * @throws StoreUsageError where a change does not fit what the document holds: `$inc` of a string, `$push` to a scalar, a path through a scalar
 */
export function applyUpdate(document: Fields, changes: readonly Change[], inserting: boolean): void {
  for (const change of changes) applyChange(document, change, inserting);
}

function applyChange(document: Fields, change: Change, inserting: boolean): void {
  switch (change.kind) {
    case 'set':
      if (!change.onInsert || inserting) place(document, change, () => change.value);
      return;
    case 'unset':
      remove(document, change.steps);
      return;
    case 'inc':
      place(document, change, (old) => increased(old, change.by, change.path));
      return;
    case 'bound':
      place(document, change, (old) => {
        if (old === undefined) return change.value;
        const difference = compareValues(change.value, old);
        return (change.operator === '$min' ? difference < 0 : difference > 0) ? change.value : old;
      });
      return;
    case 'list':
      place(document, change, (old) => {
        if (old !== undefined && !isList(old)) {
          throw new StoreUsageError(`Update of ${change.path}: ${change.operator} needs an array`);
        }
        return change.change(old ?? []);
      });
      return;
    case 'pull':
      pull(document, change);
  }
}

function increased(old: unknown, by: number, path: string): number {
  if (old !== undefined && typeof old !== 'number') throw new StoreUsageError(`Update of ${path}: $inc needs a number`);
  const sum = (old ?? 0) + by;
  checkStorable(sum, `Update of ${path}`);
  return sum;
}

type Holder = { readonly fields: Fields; readonly name: string } | { readonly list: unknown[]; readonly index: number };

function place(document: Fields, { path, steps }: Change, next: (old: unknown) => unknown): void {
  const holder = reach(document, steps, path);
  if ('fields' in holder) {
    holder.fields[holder.name] = next(holder.fields[holder.name]);
    return;
  }
  const { list, index } = holder;
  if (index - list.length > maxPadding)
    throw new StoreUsageError(`Update of ${path}: the position is far behind the end`);
  while (list.length < index) list.push(null);
  list[index] = next(list[index]);
}

/** The object or array that holds the last step; embedded documents on the way are made when missing. */
function reach(document: Fields, steps: readonly string[], path: string): Holder {
  let holder = holderOf(document, steps[0] ?? '', path);
  for (const step of steps.slice(1)) {
    let value = valueIn(holder);
    if (value === undefined) value = putIn(holder, {});
    holder = holderOf(value, step, path);
  }
  return holder;
}

function holderOf(value: unknown, step: string, path: string): Holder {
  if (isFields(value)) return { fields: value, name: step };
  if (isList(value) && isArrayIndex(step)) return { list: value, index: Number(step) };
  throw new StoreUsageError(`Update of ${path}: ${step} is not within an embedded document`);
}

function valueIn(holder: Holder): unknown {
  return 'fields' in holder ? holder.fields[holder.name] : holder.list[holder.index];
}

function putIn(holder: Holder, value: Fields): Fields {
  if ('fields' in holder) holder.fields[holder.name] = value;
  else {
    while (holder.list.length < holder.index) holder.list.push(null);
    holder.list[holder.index] = value;
  }
  return value;
}

/** A path that is not there is no fault. */
function find(document: Fields, steps: readonly string[]): Holder | undefined {
  let value: unknown = document;
  for (const [i, step] of steps.entries()) {
    const isLast = i === steps.length - 1;
    if (isFields(value)) {
      if (isLast) return { fields: value, name: step };
      value = value[step];
    } else if (isList(value) && isArrayIndex(step)) {
      if (isLast) return { list: value, index: Number(step) };
      value = value[Number(step)];
    } else return undefined;
  }
  return undefined;
}

/** An array element is not taken out but made null, as in MongoDB. */
function remove(document: Fields, steps: readonly string[]): void {
  const holder = find(document, steps);
  if (holder === undefined) return;
  if ('fields' in holder) delete holder.fields[holder.name];
  else if (holder.index < holder.list.length) holder.list[holder.index] = null;
}

function pull(document: Fields, change: Extract<Change, { kind: 'pull' }>): void {
  const holder = find(document, change.steps);
  if (holder === undefined) return;
  const old = valueIn(holder);
  if (old === undefined) return;
  if (!isList(old)) throw new StoreUsageError(`Update of ${change.path}: $pull needs an array`);
  const left = old.filter((element) => !change.matches(element));
  if ('fields' in holder) holder.fields[holder.name] = left;
  else holder.list[holder.index] = left;
}
