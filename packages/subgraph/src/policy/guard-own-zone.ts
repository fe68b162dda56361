import { HubError, isWithin } from '@hub/domain';
import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { RequestContext } from '../context/request-context.js';
import type { ZoneLookup } from '../define-subgraph.js';
import type { Policy } from './policy-row.js';

/**
 * Puts the zone check in front of every field whose row limits a reader to its own zone. Only those fields pay for it.
 *
 * @throws RangeError when the department does not say how to find the zone of such a type
 */
export function guardOwnZone<Scope>(
  schema: GraphQLSchema,
  policy: Policy,
  zones: Readonly<Record<string, ZoneLookup<Scope>>>,
): void {
  for (const { field: coordinate, readers } of policy.rows) {
    if (
      !Object.values(readers)
        .flat()
        .some(({ ownZone }) => ownZone === true)
    )
      continue;
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const zoneOf = zones[typeName];
    if (field === undefined || zoneOf === undefined) {
      throw new RangeError(`${coordinate} is limited to the own zone, but ${typeName} has no zone lookup`);
    }
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source: unknown, args, context: RequestContext<Scope>, info): Promise<unknown> => {
      if (context.decision?.ownZoneOnly.has(coordinate) === true) {
        assertInZone(await zoneOf(source as never, context), context.caller.zone, coordinate);
      }
      return resolve(source, args, context, info);
    };
  }
}

/** Somebody who never lived anywhere is in nobody else's zone, so the honest answer may say that there is no record. */
function assertInZone(regionCodes: readonly string[], zone: string | undefined, coordinate: string): void {
  if (zone !== undefined && (regionCodes.length === 0 || regionCodes.some((code) => isWithin(code, zone)))) return;
  throw new HubError('FORBIDDEN', 'The record lies outside your zone; ask the community that it belongs to', {
    fields: [coordinate],
    reason: zone === undefined ? 'NO_ZONE' : 'OUTSIDE_ZONE',
  });
}
