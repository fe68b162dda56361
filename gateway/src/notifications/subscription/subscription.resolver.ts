import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../hub/scope.js';
import { NotificationType } from '../notification/notification.type.js';
import {
  CreateSubscriptionInput,
  DeleteSubscriptionInput,
  PauseSubscriptionInput,
  ResumeSubscriptionInput,
  RotateSubscriptionSecretInput,
  SendTestNotificationInput,
} from './subscription.input.js';
import {
  SubscriptionPayloadType,
  SubscriptionType,
  toPayload,
  toResumed,
  toSubscription,
} from './subscription.type.js';

const which = 'Which one (订阅)';

@Resolver(() => SubscriptionType)
export class SubscriptionResolver {
  @Query(() => [SubscriptionType], { description: 'Subscriptions of your department, the oldest first (订阅列表)' })
  async subscriptions(@Ctx() { scope, caller }: HubContext): Promise<readonly SubscriptionType[]> {
    return (await scope.services.subscriptions.list(caller)).map(toSubscription);
  }

  @Mutation(() => SubscriptionPayloadType, { description: 'Has bulletins delivered from now on (创建订阅)' })
  async createSubscription(
    @Arg('input', () => CreateSubscriptionInput, { description: 'Which bulletins, and where to (订阅内容)' })
    input: CreateSubscriptionInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<SubscriptionPayloadType> {
    return toPayload(await scope.services.subscriptions.create(caller, input));
  }

  @Mutation(() => SubscriptionPayloadType, {
    description: 'Makes a new key for a webhook; for a day the former one signs beside it (更换密钥)',
  })
  async rotateSubscriptionSecret(
    @Arg('input', () => RotateSubscriptionSecretInput, { description: which }) { id }: RotateSubscriptionSecretInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<SubscriptionPayloadType> {
    return toPayload(await scope.services.subscriptions.rotateSecret(caller, id));
  }

  @Mutation(() => SubscriptionPayloadType, { description: 'Lets what is to be delivered wait (暂停订阅)' })
  async pauseSubscription(
    @Arg('input', () => PauseSubscriptionInput, { description: which }) { id }: PauseSubscriptionInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<SubscriptionPayloadType> {
    return toPayload({ subscription: await scope.services.subscriptions.pause(caller, id) });
  }

  @Mutation(() => SubscriptionPayloadType, {
    description:
      'Delivers again, also to a webhook that was disabled; backlog says what becomes of what waited (恢复订阅)',
  })
  async resumeSubscription(
    @Arg('input', () => ResumeSubscriptionInput, { description: which }) { id }: ResumeSubscriptionInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<SubscriptionPayloadType> {
    return toResumed(await scope.services.subscriptions.resume(caller, id));
  }

  @Mutation(() => SubscriptionPayloadType, {
    description: 'Ends a subscription for good; what waited for it is cancelled (删除订阅)',
  })
  async deleteSubscription(
    @Arg('input', () => DeleteSubscriptionInput, { description: which }) { id }: DeleteSubscriptionInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<SubscriptionPayloadType> {
    return toPayload({ subscription: await scope.services.subscriptions.delete(caller, id) });
  }

  @Mutation(() => NotificationType, {
    description: 'Issues a test notification (S-01), delivered to this subscription like any other (发送测试通知)',
  })
  async sendTestNotification(
    @Arg('input', () => SendTestNotificationInput, { description: which }) { id }: SendTestNotificationInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.services.subscriptions.sendTest(caller, id));
  }
}
