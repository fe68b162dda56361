import { DateTimeScalar } from '@hub/subgraph';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArguments } from '../../hub/page/page.input.js';
import type { DeliveryState } from './delivery.repository.js';
import { DeliveryStateEnum } from './delivery.type.js';

@ArgsType()
export class DeliveriesArguments extends PageArguments {
  @Field(() => DeliveryStateEnum, { nullable: true, description: 'In this state alone (投递状态)' })
  state?: DeliveryState | null;
}

@InputType('RedeliverInput', {
  description: 'What to deliver anew: bulletins by id, or what a subscription was to have in a time (重新投递)',
})
export class RedeliverInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Up to 500 bulletins of your inbox; alone, without the other fields (通报标识)',
  })
  ids?: string[];

  @Field(() => ID, { nullable: true, description: 'A subscription of your department (订阅标识)' })
  subscriptionId?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Deliveries made from then on, in true time (起始时间)' })
  since?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'and before then (截止时间)' })
  until?: Date;
}
