import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filter, IndexDefinition, SortOrder } from '../port.js';
import { planCollection } from '../indexes/collection-plan.js';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';
import { migrate } from './migration.js';
import { orderBy, planSearch } from './search.js';
import { sqlSection } from './select.js';
import { layOut } from './table-layout.js';

const indexes: readonly IndexDefinition[] = [
  { key: { tag: 1 }, unique: true, partialFilterExpression: { tag: { $type: 'string' } } },
  { key: { grid: 1, day: -1 } },
  { key: { code: 1 }, partialFilterExpression: { open: true } },
  { key: { zones: 1 }, multikey: 'zones' },
  { key: { updatedAt: 1 } },
  { key: { stage: 1, updatedAt: 1 }, partialFilterExpression: { stage: 'OPEN' } },
];
const layout = layOut(planCollection({ name: 'items', indexes }));

let folder = '';
let connection: Connection | undefined;

/** SQLite's own description of how it would run the search. */
function plan(filter: Filter, sort?: SortOrder): string {
  const search = planSearch(filter, layout);
  const order = sort === undefined ? '' : (orderBy(sort, layout) ?? ' -- sorted in JavaScript');
  const rows =
    connection?.all(`EXPLAIN QUERY PLAN SELECT doc FROM ${layout.table}${search.where}${order}`, search.parameters) ??
    [];
  return rows.map((row) => row['detail']).join('; ');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-store-'));
  connection = new Connection(await loadEngine(), join(folder, 'plan.db'), []);
  migrate(connection, [layout]);
});

afterAll(async () => {
  connection?.close();
  await rm(folder, { recursive: true });
});

describe('a search in SQL', () => {
  it.each<readonly [string, Filter, RegExp]>([
    ['an _id', { _id: 'a' }, /SEARCH .* \(id=\?\)/],
    ['a list of _ids', { _id: { $in: Array.from({ length: 100 }, (_, i) => `p${i}`) } }, /SEARCH .* \(id=\?\)/],
    ['equality on a partial unique index', { tag: 'x' }, /SEARCH .*i:items:tag_1/],
    ['a list on a partial unique index', { tag: { $in: ['x', 'y'] } }, /SEARCH .*i:items:tag_1/],
    [
      'equality and a range with both ends',
      { grid: 'g', day: { $gte: 'a', $lt: 'b' } },
      /SEARCH .*grid_1_day_-1.*=\? AND .*>\? AND .*<\?/,
    ],
    ['a prefix', { grid: { $regex: '^33' } }, /SEARCH .*grid_1_day_-1.*>\? AND .*<\?/],
    ['a condition that is repeated', { code: 'c', open: true }, /SEARCH .*i:items:code_1/],
    ['an array', { zones: 'z' }, /SEARCH .*m:items:zones_1/],
    ['either of two', { $or: [{ grid: 'g' }, { updatedAt: new Date(1) }] }, /MULTI-INDEX OR/],
  ])('uses the index for %s', (_title, filter, expected) => {
    expect(plan(filter)).toMatch(expected);
  });

  it('does not use a partial index for documents it may not know', () => {
    expect(plan({ tag: 5 })).not.toContain('tag_1');
    expect(plan({ tag: { $in: ['x', null] } })).not.toContain('tag_1');
    expect(plan({ code: 'c' })).not.toContain('code_1');
    expect(plan({ code: 'c', open: false })).not.toContain('code_1');
  });

  it('writes into the statement what SQLite would plan anew for each value of a parameter', () => {
    const { where, parameters } = planSearch({ open: true, code: { $in: ['c'] } }, layout);
    expect(where).toContain(`"k:open" = x'71'`);
    expect(parameters).toEqual(['c']);
    // What may be anything stays a parameter
    const stage = 'x'.repeat(40);
    expect(planSearch({ stage }, layout)).toMatchObject({ parameters: [stage] });
    expect(planSearch({ tag: 'x' }, layout)).toMatchObject({ parameters: ['x'] });
    expect(planSearch({ stage: "it's" }, layout).where).toContain(`"k:stage" = 'it''s'`);
    expect(sqlSection(0, 5)).toEqual({ sql: ' LIMIT 5', parameters: [] });
  });

  it('reads an order from its index', () => {
    expect(plan({ grid: 'g' }, { day: -1 })).toMatch(/grid_1_day_-1.*LAST TERM OF ORDER BY|grid_1_day_-1.*LAST 1 TERM/);
    expect(plan({}, { updatedAt: -1 })).toContain('i:items:updatedAt_1');
  });

  it('leaves nothing to be checked again when every path is declared', () => {
    expect(planSearch({ grid: 'g', day: { $ne: 'x' }, $nor: [{ zones: 'z' }] }, layout).residue).toBeUndefined();
    expect(planSearch({ grid: 'g', other: 1 }, layout).residue).toBeTypeOf('function');
  });
});
