import type { Content } from '@hub/subgraph';
import { enumType } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { RecallReason } from '../../hub/services.js';
import { BulletinContentScalar } from '../notification/bulletin-content.scalar.js';

export const RecallReasonEnum = enumType('RecallReason', 'Why a bulletin is taken back (撤回原因)', {
  ISSUED_IN_ERROR: 'It should not have been issued (误发)',
  WRONG_RECEIVER: 'It went to who should not have it (发送对象有误)',
  NO_LONGER_TRUE: 'What it says has changed since (情况已变化)',
});

@InputType('RecallNotificationInput', { description: 'A bulletin to take back (撤回)' })
export class RecallNotificationInput {
  @Field(() => ID, { description: 'Which one, of those you sent (通报标识)' })
  id!: string;

  @Field(() => RecallReasonEnum, { description: 'Why (撤回原因)' })
  reason!: RecallReason;

  @Field(() => String, {
    nullable: true,
    description: 'The same in up to 200 characters that name nobody (说明)',
  })
  note?: string;
}

@InputType('CorrectNotificationInput', { description: 'A bulletin to correct (更正)' })
export class CorrectNotificationInput {
  @Field(() => ID, { description: 'Which one, of those you sent (通报标识)' })
  id!: string;

  @Field(() => BulletinContentScalar, { description: 'What it should have said, whole (更正内容)' })
  data!: Content;
}
