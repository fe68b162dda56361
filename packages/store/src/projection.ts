import { StoreUsageError } from './port.js';
import { parsePath } from './values/field-path.js';
import { type Fields, isFields, isList } from './values/value.js';

export type Projection = (document: Fields) => Fields;

interface Branch {
  [step: string]: Branch | true;
}

/** @throws StoreUsageError for a mixture of 0 and 1 or for two paths of which one holds the other */
export function parseProjection(projection: Readonly<Record<string, 0 | 1>>): Projection {
  const { _id: id = 1, ...paths } = projection;
  const values = new Set(Object.values(paths));
  if (values.size > 1)
    throw new StoreUsageError('A projection names the fields to keep or those to leave out, not both');
  for (const value of [...values, id])
    if (value !== 0 && value !== 1) throw new StoreUsageError('A projection takes 0 and 1');
  const including = values.has(1) || (values.size === 0 && id === 1 && '_id' in projection);
  const tree: Branch = {};
  for (const path of Object.keys(paths)) graft(tree, parsePath(path), path);
  if ((including && id === 1) || (!including && id === 0)) tree['_id'] = true;
  return including ? (document) => keep(document, tree) : (document) => omit(document, tree);
}

function graft(tree: Branch, steps: readonly string[], path: string): void {
  let branch = tree;
  for (const [i, step] of steps.entries()) {
    const next = branch[step];
    const isLast = i === steps.length - 1;
    if (next === true || (isLast && next !== undefined))
      throw new StoreUsageError(`Projection names ${path} and a part of it`);
    if (isLast) branch[step] = true;
    else branch = branch[step] = next ?? {};
  }
}

function keep(fields: Fields, tree: Branch): Fields {
  const kept: Fields = {};
  for (const name in fields) {
    const branch = tree[name];
    const value = fields[name];
    if (branch === true) kept[name] = value;
    else if (branch !== undefined && typeof value === 'object' && value !== null) {
      const inner = keepWithin(value, branch);
      if (inner !== undefined) kept[name] = inner;
    }
  }
  return kept;
}

/** A scalar where the path goes on is left out, also inside arrays. */
function keepWithin(value: unknown, branch: Branch): unknown {
  if (isFields(value)) return keep(value, branch);
  return isList(value)
    ? value.map((element) => keepWithin(element, branch)).filter((element) => element !== undefined)
    : undefined;
}

function omit(fields: Fields, tree: Branch): Fields {
  const left: Fields = {};
  for (const name in fields) {
    const branch = tree[name];
    if (branch === undefined) left[name] = fields[name];
    else if (branch !== true) left[name] = omitWithin(fields[name], branch);
  }
  return left;
}

function omitWithin(value: unknown, branch: Branch): unknown {
  if (isFields(value)) return omit(value, branch);
  return isList(value) ? value.map((element) => omitWithin(element, branch)) : value;
}
