import { Field, ID, InputType } from 'type-graphql';
import { FeedbackOutcomeEnum } from '../notification/notification-enums.type.js';
import type { FeedbackOutcome } from '../notification/notification.repository.js';

@InputType('AcknowledgeNotificationInput', { description: 'A bulletin to acknowledge (签收)' })
export class AcknowledgeNotificationInput {
  @Field(() => ID, { description: 'Which one, of your inbox (通报标识)' })
  id!: string;
}

@InputType('GiveFeedbackInput', { description: 'An answer to a bulletin (反馈)' })
export class GiveFeedbackInput {
  @Field(() => ID, { description: 'Which one, of your inbox (通报标识)' })
  id!: string;

  @Field(() => FeedbackOutcomeEnum, { description: 'What came of it (反馈结果)' })
  outcome!: FeedbackOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in up to 200 characters that name nobody; required for anything but DONE (说明)',
  })
  note?: string;
}
