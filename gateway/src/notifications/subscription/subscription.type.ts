import { DateTimeScalar, enumType } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ResumedSubscription, SubscriptionWithSecret } from '../../hub/services.js';
import type { DeliveryMethod, SubscriptionDocument, SubscriptionState } from './subscription.repository.js';

export const DeliveryMethodEnum = enumType('DeliveryMethod', 'How bulletins reach a department (投递方式)', {
  WEBHOOK: 'Sent to its address as they are issued (推送)',
  INBOX: 'Pulled by it from its inbox (拉取)',
});

const SubscriptionStateEnum = enumType('SubscriptionState', 'Whether bulletins are delivered (订阅状态)', {
  ACTIVE: 'They are (生效)',
  PAUSED: 'They wait until it is resumed (暂停)',
  DISABLED: 'The hub has given up on the address: it failed for five days, or said 410; resume it when it works (停用)',
  DELETED: 'They are not, for good (已删除)',
});

const BacklogPolicyEnum = enumType('BacklogPolicy', 'What becomes of what waited for a subscription (积压处理)', {
  SEND_ALL: 'All of it is delivered, the oldest first (全部补发)',
});

@ObjectType('NotificationSubscription', { description: 'Which bulletins a department has delivered, and where (订阅)' })
export class SubscriptionType {
  @Field(() => ID, { description: 'Id (订阅标识)' })
  id!: string;

  @Field(() => SubscriptionStateEnum, { description: 'Whether it is delivered to (订阅状态)' })
  state!: SubscriptionState;

  @Field(() => [String], { description: 'Kinds of the catalogue: N-05 (通报种类)' })
  kinds!: readonly string[];

  @Field(() => DeliveryMethodEnum, { description: 'How it is delivered to (投递方式)' })
  delivery!: DeliveryMethod;

  @Field(() => String, { nullable: true, description: 'Address of a webhook (推送地址)' })
  url?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why the hub disabled it: FIVE_DAYS_OF_FAILURES, GONE (停用原因)',
  })
  disabledReason?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when every attempt has failed; five days later it is disabled (连续失败起始)',
  })
  failingSince?: Date;

  @Field(() => DateTimeScalar, { description: 'When it was made (创建时间)' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was last changed (更新时间)' })
  updatedAt!: Date;
}

@ObjectType('SubscriptionBacklog', { description: 'What waited for a subscription that runs again (积压)' })
export class SubscriptionBacklogType {
  @Field(() => BacklogPolicyEnum, { description: 'What becomes of it (积压处理)' })
  policy!: 'SEND_ALL';

  @Field(() => Int, { description: 'How many deliveries (积压数)' })
  count!: number;
}

@ObjectType('SubscriptionPayload', { description: 'A subscription after a change (订阅结果)' })
export class SubscriptionPayloadType {
  @Field(() => SubscriptionType, { description: 'As it stands now (订阅)' })
  subscription!: SubscriptionType;

  @Field(() => String, {
    nullable: true,
    description: 'Key that webhook-signature is made with, whsec_…: of a new webhook, and told this once (签名密钥)',
  })
  secret?: string;

  @Field(() => SubscriptionBacklogType, { nullable: true, description: 'Of one that was resumed (积压)' })
  backlog?: SubscriptionBacklogType;
}

export function toSubscription({ _id: id, ...document }: SubscriptionDocument): SubscriptionType {
  const { state, kinds, delivery, url, disabledReason, failingSince, createdAt, updatedAt } = document;
  return {
    id,
    state,
    kinds,
    delivery,
    ...(url !== undefined && { url }),
    ...(disabledReason !== undefined && { disabledReason }),
    ...(failingSince !== undefined && { failingSince }),
    createdAt,
    updatedAt,
  };
}

export function toPayload({ subscription, secret }: SubscriptionWithSecret): SubscriptionPayloadType {
  return { subscription: toSubscription(subscription), ...(secret !== undefined && { secret }) };
}

export function toResumed({ subscription, backlog }: ResumedSubscription): SubscriptionPayloadType {
  return { subscription: toSubscription(subscription), backlog: { policy: 'SEND_ALL', count: backlog } };
}
