import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../hub/scope.js';
import { toDelivery } from './delivery-view.js';
import { DeliveriesArguments, RedeliverInput } from './delivery.input.js';
import { DeliveryPageType, DeliveryType, RedeliverPayloadType } from './delivery.type.js';
import { parseRedelivery } from './redelivery-request.js';

@Resolver(() => DeliveryType)
export class DeliveryResolver {
  @Query(() => DeliveryPageType, {
    description:
      'Deliveries to the subscriptions of your department, of the newest bulletins first; for the hub all (投递列表)',
  })
  async deliveries(
    @Args(() => DeliveriesArguments) given: DeliveriesArguments,
    @Ctx() { scope }: HubContext,
  ): Promise<DeliveryPageType> {
    const { items, ...page } = await scope.deliveryList.list(given);
    return { ...page, items: items.map(toDelivery) };
  }

  @Mutation(() => RedeliverPayloadType, {
    description: 'Delivers anew what was delivered or given up, under the same ids (重新投递)',
  })
  async redeliver(
    @Arg('input', () => RedeliverInput, { description: 'Which ones (投递范围)' }) input: RedeliverInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<RedeliverPayloadType> {
    return { count: await scope.services.redelivery.redeliver(caller, parseRedelivery(input)) };
  }
}

@Resolver(() => DeliveryPageType)
export class DeliveryPageResolver {
  @FieldResolver(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount(@Root() { count }: DeliveryPageType): Promise<number> {
    return count();
  }
}
