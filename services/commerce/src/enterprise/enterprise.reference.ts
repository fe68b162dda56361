import type { EntityKey } from '@hub/subgraph';
import type { CommerceContext } from '../scope.js';
import type { EnterpriseDocument } from './enterprise.repository.js';
import type { Enterprise } from './enterprise.type.js';

/** An employer that commerce does not hold is told as NOT_FOUND: a bare null would not say whether it was asked. */
export async function referEnterprise(key: EntityKey, { scope }: CommerceContext): Promise<Enterprise> {
  return toEnterprise(await scope.enterprises.get(String(key['code'])));
}

export function toEnterprise({ _id, operatorId, closedOn, ...rest }: EnterpriseDocument): Enterprise {
  return {
    code: _id,
    name: rest.name,
    kind: rest.kind,
    status: closedOn === undefined ? 'ACTIVE' : 'CLOSED',
    regionCode: rest.regionCode,
    establishedOn: rest.establishedOn,
    ...(closedOn !== undefined && { closedOn }),
    ...(operatorId !== undefined && { operator: { id: operatorId } }),
    warnings: rest.warnings,
  };
}
