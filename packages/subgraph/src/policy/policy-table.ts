import type { Policy, PolicyRow } from './policy-row.js';

/** Rows by schema coordinate, of one department or of all. */
export type PolicyTable = ReadonlyMap<string, PolicyRow>;

/** The committed form, `schemas/policy.json`: what the edge pre-checks requests against. */
export interface PolicyDocument {
  readonly rows: readonly PolicyRow[];
}

/**
 * Joins the policies of all departments. Keys and parts may stand in several; any other field has one owner.
 *
 * @throws RangeError when two departments claim the same field
 */
export function mergePolicies(policies: readonly Policy[]): PolicyTable {
  const table = new Map<string, PolicyRow>();
  for (const row of policies.flatMap(({ rows }) => rows)) {
    const known = table.get(row.field);
    if (known === undefined) table.set(row.field, row);
    else if (known.kind !== row.kind || (row.kind !== 'key' && row.kind !== 'part')) {
      throw new RangeError(`${known.owner} and ${row.owner} both have a policy row for ${row.field}`);
    }
  }
  return table;
}

export function toPolicyDocument(table: PolicyTable): PolicyDocument {
  return { rows: [...table.values()].sort((a, b) => (a.field < b.field ? -1 : 1)) };
}

/**
 * Reads the committed policy.
 *
 * @throws RangeError when it is not a policy document or names a field twice
 */
export function parsePolicyDocument(json: string): PolicyTable {
  const parsed = JSON.parse(json) as Partial<PolicyDocument>;
  if (!Array.isArray(parsed.rows)) throw new RangeError('The policy document has no rows');
  const table = new Map<string, PolicyRow>();
  for (const row of parsed.rows as readonly PolicyRow[]) {
    if (typeof row.field !== 'string' || table.has(row.field)) {
      throw new RangeError(`The policy document has a bad or second row for ${String(row.field)}`);
    }
    table.set(row.field, row);
  }
  return table;
}
