import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../../hub/page/page.input.js';
import { NotificationStateEnum } from './notification-enums.type.js';
import type { NotificationState } from './notification.repository.js';

@ArgsType()
export class SentNotificationsArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: 'Of this kind alone: N-05 (通报种类)' })
  kind?: string | null;

  @Field(() => NotificationStateEnum, { nullable: true, description: 'In this state alone (通报状态)' })
  state?: NotificationState | null;
}
