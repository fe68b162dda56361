import type { CallerName } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import { DateTimeScalar, departmentType } from '@hub/subgraph';
import { Field, ObjectType } from 'type-graphql';
import type { EscalationLevel } from '../kind/define-kind.js';
import { BulletinContentScalar } from './bulletin-content.scalar.js';
import { EscalationLevelEnum, FeedbackOutcomeEnum, ReceiptEnum } from './notification-enums.type.js';
import type { FeedbackOutcome, Receipt } from './notification.repository.js';

@ObjectType('Feedback', { description: 'What the receiver answered (反馈)' })
export class FeedbackType {
  @Field(() => FeedbackOutcomeEnum, { description: 'What came of it (反馈结果)' })
  outcome!: FeedbackOutcome;

  @Field(() => String, { nullable: true, description: 'Why, in words that name nobody (说明)' })
  note?: string;

  @Field(() => DateTimeScalar, { description: 'When (反馈时间)' })
  at!: Date;
}

@ObjectType('Escalation', { description: 'A step of the ladder: somebody was told that a receipt is overdue (督办)' })
export class EscalationType {
  @Field(() => EscalationLevelEnum, { description: 'Which level was told (督办层级)' })
  level!: EscalationLevel;

  @Field(() => ReceiptEnum, { description: 'Which receipt was overdue (逾期回执)' })
  receipt!: Receipt;

  @Field(() => DateTimeScalar, { description: 'When (督办时间)' })
  at!: Date;

  @Field(departmentType, { description: 'Whose inbox was told (督办收件部门)' })
  inbox!: CallerName;
}

@ObjectType('HistoryEntry', { description: 'Something that happened to a bulletin (办理记录)' })
export class HistoryEntryType {
  @Field(() => DateTimeScalar, { description: 'When (时间)' })
  at!: Date;

  @Field(() => String, {
    description: 'ISSUED, ACKNOWLEDGED, FEEDBACK_GIVEN, ANSWERED_BY_EVENT, ESCALATED, RECALLED, CORRECTED (事项代码)',
  })
  what!: string;

  @Field(() => String, { description: 'Client and officer, or hub, or the event that answered (经办)' })
  by!: string;

  @Field(() => String, { nullable: true, description: 'Why it was taken back, or the level that was told (原因代码)' })
  reason?: string;

  @Field(() => String, { nullable: true, description: 'The same in words (说明)' })
  note?: string;
}

@ObjectType('FormerFigures', { description: 'What changed since the bulletin before on the same place (较上期变化)' })
export class FormerFiguresType {
  @Field(() => String, { description: 'Number of that bulletin (上期编号)' })
  number!: string;

  @Field(() => BulletinContentScalar, { description: 'Difference of each figure that both state (变化量)' })
  change!: Content;
}
