import { getPurpose } from '@hub/domain';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../scope.js';
import { ClientType } from './client.type.js';

@Resolver(() => ClientType)
export class ClientResolver {
  @Query(() => ClientType, { nullable: true, description: 'The system that asks (当前接入系统)' })
  async me(@Ctx() { scope }: HubContext): Promise<ClientType | null> {
    const client = await scope.findClient();
    if (client === undefined) return null;
    return { id: client._id, department: client.department, purposes: client.purposes.map(getPurpose) };
  }
}
