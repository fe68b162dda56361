import type { CallerName } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import { DateTimeScalar, departmentType } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from '../../hub/page/page.type.js';
import { BulletinContentScalar } from './bulletin-content.scalar.js';
import { NotificationStateEnum } from './notification-enums.type.js';
import { EscalationType, FeedbackType, FormerFiguresType, HistoryEntryType } from './notification-parts.type.js';
import type { NotificationState } from './notification.repository.js';

const whole = 'null for who neither sent nor received it, when it was recalled, and 180 days after it was closed';

@ObjectType('Notification', { description: 'A bulletin: numbered, signed, from one department to one other (通报)' })
export class NotificationType {
  @Field(() => ID, { description: 'Id, the same as webhook-id (通报标识)' })
  id!: string;

  @Field(() => String, {
    description: 'N-05/labor-police/2026/000123: without gaps by kind, sender, receiver and year (通报编号)',
  })
  number!: string;

  @Field(() => String, { nullable: true, description: 'The number before it in the series (上一编号)' })
  previousNumber?: string;

  @Field(() => String, { description: 'Kind in the catalogue: N-05 (通报种类)' })
  kind!: string;

  @Field(() => String, { description: 'Official name of the kind (通报名称)' })
  title!: string;

  @Field(departmentType, { description: 'Who tells (发送部门)' })
  from!: CallerName;

  @Field(departmentType, { description: 'Who is told (接收部门)' })
  to!: CallerName;

  @Field(() => DateTimeScalar, { description: 'When it was issued (签发时间)' })
  issuedAt!: Date;

  @Field(() => String, { description: 'Law and article that it rests on (法律依据)' })
  legalBasis!: string;

  @Field(() => String, { description: 'Sensitivity class of what it says (数据级别)' })
  class!: string;

  @Field(() => BulletinContentScalar, { nullable: true, description: `What it says; ${whole} (通报内容)` })
  data?: Content;

  @Field(() => FormerFiguresType, { nullable: true, description: 'What changed, of figures; with data (较上期变化)' })
  former?: FormerFiguresType;

  @Field(() => String, {
    nullable: true,
    description: `Detached JWS (RFC 7515 appendix F, EdDSA, keys at the JWKS) over signedBody; ${whole} (签名)`,
  })
  signature?: string;

  @Field(() => String, {
    nullable: true,
    description: `Canonical JSON (RFC 8785) that the signature covers; ${whole} (签名原文)`,
  })
  signedBody?: string;

  @Field(() => NotificationStateEnum, { description: 'How far it is dealt with (通报状态)' })
  state!: NotificationState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the acknowledgement is overdue (签收期限)' })
  acknowledgementDue?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was acknowledged (签收时间)' })
  acknowledgedAt?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the feedback is overdue (反馈期限)' })
  feedbackDue?: Date;

  @Field(() => FeedbackType, { nullable: true, description: 'What the receiver answered (反馈)' })
  feedback?: FeedbackType;

  @Field(() => [EscalationType], { description: 'Who was told that a receipt is overdue, the oldest first (督办)' })
  escalations!: readonly EscalationType[];

  @Field(() => String, { nullable: true, description: 'Number of the bulletin that this one takes back (撤回编号)' })
  recalls?: string;

  @Field(() => String, { nullable: true, description: 'Number of the bulletin that this one corrects (更正编号)' })
  corrects?: string;

  @Field(() => ID, { nullable: true, description: 'Id of the bulletin that took its place (替代通报)' })
  replacedBy?: string;

  @Field(() => [HistoryEntryType], { description: 'What happened to it, the oldest first (办理记录)' })
  history!: readonly HistoryEntryType[];
}

@ObjectType('NotificationPage', { description: 'Bulletins, a page at a time (通报分页)' })
export class NotificationPageType {
  @Field(() => [NotificationType], { description: 'The bulletins of the page (通报列表)' })
  items!: readonly NotificationType[];

  @Field(() => PageInfoType, { description: 'Where the page ends (分页信息)' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount?: number;

  count!: () => Promise<number>;
}
