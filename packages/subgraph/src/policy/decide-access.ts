import type { Caller } from '@hub/domain';
import { getPurpose } from '@hub/domain';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { PolicyRow, Reader } from './policy-row.js';
import type { PolicyTable } from './policy-table.js';

export type Asker = Pick<Caller, 'department' | 'purpose'>;

/** What one operation may do for one caller: decided once per operation text, not per field of a response. */
export interface Decision {
  /** Coordinates the caller may not read for its purpose, sorted; empty means the operation may run. */
  readonly denied: readonly string[];
  /** Coordinates allowed only inside the caller's own zone; the department checks each person or dwelling. */
  readonly ownZoneOnly: ReadonlySet<string>;
}

export type FieldAccess = 'allowed' | 'ownZone' | 'denied';

/** Default deny: no row, or a row that does not list this department for this purpose, is a refusal. */
export function decideField(row: PolicyRow | undefined, asker: Asker): FieldAccess {
  if (row === undefined) return 'denied';
  if (row.kind !== 'guarded') return 'allowed';
  if (row.owner === asker.department && row.listedOnly !== true && ownerMay(row, asker)) return 'allowed';
  const reader: Reader | undefined = row.readers[asker.purpose]?.find(
    ({ department }) => department === asker.department,
  );
  if (reader === undefined) return 'denied';
  return reader.ownZone === true ? 'ownZone' : 'allowed';
}

/**
 * An owner works on its own records, and reads them inside a case of any purpose it holds; it writes only as
 * OWN_RECORDS. Statistics and audit never open a person's record, not even the owner's.
 */
function ownerMay(row: PolicyRow, { purpose, department }: Asker): boolean {
  if (purpose === 'OWN_RECORDS') return true;
  const { caseRequired, holders } = getPurpose(purpose);
  return row.mode !== 'action' && caseRequired && holders.includes(department);
}

/** Walks a valid operation against the policy; every field of every type counts, fragments and `_entities` included. */
export function decideAccess(
  table: PolicyTable,
  schema: GraphQLSchema,
  document: DocumentNode,
  asker: Asker,
): Decision {
  const denied = new Set<string>();
  const ownZoneOnly = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (node.name.value === '__typename') return;
        const coordinate = `${typeInfo.getParentType()?.name ?? '?'}.${node.name.value}`;
        const access = decideField(table.get(coordinate), asker);
        if (access === 'denied') denied.add(coordinate);
        else if (access === 'ownZone') ownZoneOnly.add(coordinate);
      },
    }),
  );
  return { denied: [...denied].sort(), ownZoneOnly };
}
