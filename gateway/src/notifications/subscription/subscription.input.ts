import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { DeliveryMethod } from './subscription.repository.js';
import { DeliveryMethodEnum } from './subscription.type.js';

const which = 'Which one, of your department (订阅标识)';

@InputType('CreateSubscriptionInput', { description: 'Bulletins to have delivered (订阅内容)' })
export class CreateSubscriptionInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => [String], { description: 'Kinds of the catalogue that your department receives: N-05 (通报种类)' })
  kinds!: string[];

  @Field(() => DeliveryMethodEnum, { description: 'How they are to be delivered (投递方式)' })
  delivery!: DeliveryMethod;

  @Field(() => String, {
    nullable: true,
    description: 'Where to, of a webhook: within the networks that the operator allows, without credentials (推送地址)',
  })
  url?: string;
}

@InputType('RotateSubscriptionSecretInput', { description: 'A webhook to have a new key (更换密钥)' })
export class RotateSubscriptionSecretInput {
  @Field(() => ID, { description: which })
  id!: string;
}

@InputType('PauseSubscriptionInput', { description: 'A subscription to pause (暂停订阅)' })
export class PauseSubscriptionInput {
  @Field(() => ID, { description: which })
  id!: string;
}

@InputType('ResumeSubscriptionInput', { description: 'A subscription to resume (恢复订阅)' })
export class ResumeSubscriptionInput {
  @Field(() => ID, { description: which })
  id!: string;
}

@InputType('DeleteSubscriptionInput', { description: 'A subscription to delete (删除订阅)' })
export class DeleteSubscriptionInput {
  @Field(() => ID, { description: which })
  id!: string;
}

@InputType('SendTestNotificationInput', { description: 'A subscription to try (测试订阅)' })
export class SendTestNotificationInput {
  @Field(() => ID, { description: which })
  id!: string;
}
