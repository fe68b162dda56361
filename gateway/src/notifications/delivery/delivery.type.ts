import type { CallerName } from '@hub/domain';
import { DateTimeScalar, departmentType, enumType } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from '../../hub/page/page.type.js';
import type { DeliveryState } from './delivery.repository.js';

export const DeliveryStateEnum = enumType('DeliveryState', 'How far a delivery is (投递状态)', {
  DUE: 'To be attempted at nextAttemptAt (待投递)',
  HELD: 'In the inbox, not pulled yet (待拉取)',
  PAUSED: 'Waits for its subscription (暂停)',
  DELIVERED: 'The receiver has it (已投递)',
  DEAD: 'Given up after the last attempt; redeliver begins anew (投递失败)',
  CANCELLED: 'Not to be delivered any more; cancelledReason says why (已取消)',
});

@ObjectType('DeliveryAttempt', { description: 'An attempt to deliver a bulletin (投递记录)' })
export class DeliveryAttemptType {
  @Field(() => Int, { description: '1, 2, 3 … (次序)' })
  attempt!: number;

  @Field(() => DateTimeScalar, { description: 'When, in true time (时间)' })
  at!: Date;

  @Field(() => String, {
    description:
      'DELIVERED, PULLED, HTTP_ERROR, REDIRECT, TIMEOUT, CONNECTION, TLS, ADDRESS_REFUSED, GONE, THROTTLED, POISONED (结果代码)',
  })
  outcome!: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status that the receiver answered (应答码)' })
  responseCode?: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next one was to be made (下次投递时间)' })
  nextAttemptAt?: Date;
}

@ObjectType('Delivery', { description: 'One bulletin to one subscription (投递)' })
export class DeliveryType {
  @Field(() => ID, { description: 'Id (投递标识)' })
  id!: string;

  @Field(() => ID, { description: 'Which bulletin (通报标识)' })
  notificationId!: string;

  @Field(() => ID, { description: 'To which subscription (订阅标识)' })
  subscriptionId!: string;

  @Field(departmentType, { description: 'Whose subscription (接收部门)' })
  department!: CallerName;

  @Field(() => String, { description: 'Kind in the catalogue (通报种类)' })
  kind!: string;

  @Field(() => DeliveryStateEnum, { description: 'How far it is (投递状态)' })
  state!: DeliveryState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next attempt may be made (下次投递时间)' })
  nextAttemptAt?: Date;

  @Field(() => [DeliveryAttemptType], { description: 'The last 20 attempts, the oldest first (投递记录)' })
  attempts!: readonly DeliveryAttemptType[];

  @Field(() => String, {
    nullable: true,
    description: 'SUBSCRIPTION_DELETED, CLIENT_INACTIVE, NOT_ENTITLED, RECALLED, CONTENT_REMOVED (取消原因)',
  })
  cancelledReason?: string;

  @Field(() => DateTimeScalar, { description: 'When it was made (创建时间)' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was delivered, given up or cancelled (结束时间)',
  })
  finishedAt?: Date;
}

@ObjectType('DeliveryPage', { description: 'Deliveries, a page at a time (投递分页)' })
export class DeliveryPageType {
  @Field(() => [DeliveryType], { description: 'The deliveries of the page (投递列表)' })
  items!: readonly DeliveryType[];

  @Field(() => PageInfoType, { description: 'Where the page ends (分页信息)' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount?: number;

  count!: () => Promise<number>;
}

@ObjectType('RedeliverPayload', { description: 'What is delivered anew (重新投递结果)' })
export class RedeliverPayloadType {
  @Field(() => Int, { description: 'How many deliveries are due again (投递数)' })
  count!: number;
}
