import type { PolicyRow, PolicyTable } from '@hub/subgraph';
import { decideField, parsePolicyDocument } from '@hub/subgraph';
import { callerNames, listPurposesOf } from '@hub/domain';
import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges } from 'graphql';

/** What a change takes away from programs outside: fields, arguments, types, and rights to read. */
export function listBreakingChanges(
  before: { readonly supergraphSdl: string; readonly policyJson: string },
  after: { readonly supergraphSdl: string; readonly policyJson: string },
): readonly string[] {
  const schemas = [before, after].map(({ supergraphSdl }) =>
    Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema(),
  );
  const [old, current] = schemas;
  if (old === undefined || current === undefined) return [];
  const shape = findBreakingChanges(old, current).map(({ description }) => description);
  return [...shape, ...listLostRights(parsePolicyDocument(before.policyJson), parsePolicyDocument(after.policyJson))];
}

function listLostRights(before: PolicyTable, after: PolicyTable): readonly string[] {
  return [...before.values()].flatMap((row) => {
    const now = after.get(row.field);
    return now === undefined ? [] : lostBy(row, now);
  });
}

function lostBy(before: PolicyRow, after: PolicyRow): readonly string[] {
  return callerNames.flatMap((department) =>
    listPurposesOf(department)
      .map(({ code }) => ({ department, purpose: code as Parameters<typeof decideField>[1]['purpose'] }))
      .flatMap((asker) => {
        const [had, has] = [decideField(before, asker), decideField(after, asker)];
        if (had !== 'denied' && has === 'denied') {
          return [`${department} may no longer use ${before.field} for ${asker.purpose}`];
        }
        if (had === 'allowed' && has === 'ownZone') {
          return [`${department} may use ${before.field} for ${asker.purpose} in its own zone only`];
        }
        return [];
      }),
  );
}
