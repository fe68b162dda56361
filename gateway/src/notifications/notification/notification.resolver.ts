import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArguments } from '../../hub/page/page.input.js';
import type { HubContext } from '../../hub/scope.js';
import { listAttempts } from '../delivery/delivery-view.js';
import { DeliveryAttemptType } from '../delivery/delivery.type.js';
import { SentNotificationsArguments } from './notification.input.js';
import { NotificationPageType, NotificationType } from './notification.type.js';

@Resolver(() => NotificationType)
export class NotificationResolver {
  @Query(() => NotificationPageType, {
    description:
      'What was sent to your department, the oldest first; pull from endCursor on and miss none. Reading it delivers it to your subscriptions by inbox (收件箱)',
  })
  async inbox(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { scope }: HubContext,
  ): Promise<NotificationPageType> {
    return scope.showPage(await scope.bulletins.inbox(page));
  }

  @Query(() => NotificationType, {
    nullable: true,
    description: 'One bulletin to or from your department (按标识查询通报)',
  })
  async notification(
    @Arg('id', () => ID, { description: 'Its id (通报标识)' }) id: string,
    @Ctx() { scope }: HubContext,
  ): Promise<NotificationType> {
    return scope.show(await scope.bulletins.get(id));
  }

  @Query(() => NotificationPageType, {
    description: 'What your department sent, the newest first; for the hub what anybody sent (已发通报)',
  })
  async sentNotifications(
    @Args(() => SentNotificationsArguments) given: SentNotificationsArguments,
    @Ctx() { scope }: HubContext,
  ): Promise<NotificationPageType> {
    return scope.showPage(await scope.bulletins.listSent(given));
  }

  @FieldResolver(() => [DeliveryAttemptType], {
    description: 'Attempts to deliver it, over all subscriptions, the oldest first (投递记录)',
  })
  async deliveries(
    @Root() { id }: NotificationType,
    @Ctx() { scope }: HubContext,
  ): Promise<readonly DeliveryAttemptType[]> {
    return listAttempts(await scope.loaders.deliveries.load(id));
  }
}

@Resolver(() => NotificationPageType)
export class NotificationPageResolver {
  @FieldResolver(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount(@Root() { count }: NotificationPageType): Promise<number> {
    return count();
  }
}
