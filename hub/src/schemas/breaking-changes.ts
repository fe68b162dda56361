import type { EventsDocument, PolicyRow, PolicyTable } from '@hub/subgraph';
import { decideField, parseEventsDocument, parsePolicyDocument } from '@hub/subgraph';
import { callerNames, listPurposesOf } from '@hub/domain';
import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges } from 'graphql';
import { listLostEvents } from './lost-events.js';

/** The generated files that programs outside a department rely on. */
export interface OutwardFiles {
  readonly supergraphSdl: string;
  readonly policyJson: string;
  /** Absent before there were any events. */
  readonly eventsJson?: string;
}

/** What a change takes away from programs outside: fields, arguments, types, rights to read, events and what they carry. */
export function listBreakingChanges(before: OutwardFiles, after: OutwardFiles): readonly string[] {
  const schemas = [before, after].map(({ supergraphSdl }) =>
    Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema(),
  );
  const [old, current] = schemas;
  if (old === undefined || current === undefined) return [];
  const shape = findBreakingChanges(old, current).map(({ description }) => description);
  return [
    ...shape,
    ...listLostRights(parsePolicyDocument(before.policyJson), parsePolicyDocument(after.policyJson)),
    ...listLostEvents(readEvents(before), readEvents(after)),
  ];
}

function readEvents({ eventsJson }: OutwardFiles): EventsDocument {
  return eventsJson === undefined ? { events: [], reports: [] } : parseEventsDocument(eventsJson);
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
