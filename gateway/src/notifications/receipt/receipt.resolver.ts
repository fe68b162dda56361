import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../hub/scope.js';
import { NotificationType } from '../notification/notification.type.js';
import { AcknowledgeNotificationInput, GiveFeedbackInput } from './receipt.input.js';

@Resolver(() => NotificationType)
export class ReceiptResolver {
  @Mutation(() => NotificationType, {
    description: 'Acknowledges a bulletin of your inbox; again is as good as once (签收)',
  })
  async acknowledgeNotification(
    @Arg('input', () => AcknowledgeNotificationInput, { description: 'Which one (签收内容)' })
    { id }: AcknowledgeNotificationInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.services.receipts.acknowledge(caller, id));
  }

  @Mutation(() => NotificationType, {
    description: 'Answers a bulletin of your inbox and closes it; that acknowledges it too (反馈)',
  })
  async giveFeedback(
    @Arg('input', () => GiveFeedbackInput, { description: 'Which one, and what came of it (反馈内容)' })
    input: GiveFeedbackInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.services.receipts.giveFeedback(caller, input));
  }
}
