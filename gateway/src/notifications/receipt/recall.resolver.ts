import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../hub/scope.js';
import { NotificationType } from '../notification/notification.type.js';
import { CorrectNotificationInput, RecallNotificationInput } from './recall.input.js';

@Resolver(() => NotificationType)
export class RecallResolver {
  @Mutation(() => NotificationType, {
    description:
      'Takes a bulletin back by a numbered successor, which is what you get; its content is no longer shown (撤回)',
  })
  async recallNotification(
    @Arg('input', () => RecallNotificationInput, { description: 'Which one, and why (撤回内容)' })
    input: RecallNotificationInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.services.recalls.recall(caller, input));
  }

  @Mutation(() => NotificationType, {
    description: 'Replaces a bulletin by a numbered successor that says it right, which is what you get (更正)',
  })
  async correctNotification(
    @Arg('input', () => CorrectNotificationInput, { description: 'Which one, and what it should say (更正内容)' })
    input: CorrectNotificationInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.services.recalls.correct(caller, input));
  }
}
