import type { CallerName, DepartmentName } from '@hub/domain';
import { DateTimeScalar, departmentType, enumType } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfoType } from '../../../hub/page/page.type.js';
import type { RuleTaskState } from '../rule-task.repository.js';

export const UndecidedRuleStateEnum = enumType('UndecidedRuleState', 'Whether a rule is tried again (待判定状态)', {
  WAITING: 'Tried again at nextAttemptAt (等待重试)',
  QUARANTINED: 'Given up after 20 failures; only retryRules tries it again (已隔离)',
});

@ObjectType('UndecidedRule', {
  description: 'An event of which it could not be decided yet whether a receiver is told a bulletin (待判定通报)',
})
export class UndecidedRuleType {
  @Field(() => ID, { description: 'Id, for retryRules (标识)' })
  id!: string;

  @Field(() => String, { description: 'Kind in the catalogue (通报种类)' })
  kind!: string;

  @Field(departmentType, { description: 'Who would be told (接收部门)' })
  receiver!: CallerName;

  @Field(departmentType, { description: 'Whose event it is (事件来源部门)' })
  department!: DepartmentName;

  @Field(() => ID, { description: 'Which event (事件标识)' })
  eventId!: string;

  @Field(() => UndecidedRuleStateEnum, { description: 'Whether it is tried again (待判定状态)' })
  state!: RuleTaskState;

  @Field(() => Int, { description: 'How often it has failed since it was last asked for (失败次数)' })
  failures!: number;

  @Field(() => String, {
    description: 'DEPARTMENT_UNAVAILABLE, HOLIDAYS_UNKNOWN, RULE_FAILED; the log tells more (原因代码)',
  })
  reason!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next, in true time (下次重试时间)' })
  nextAttemptAt?: Date;

  @Field(() => DateTimeScalar, { description: 'When the event came, in true time (创建时间)' })
  createdAt!: Date;
}

@ObjectType('UndecidedRulePage', { description: 'Rules that wait, a page at a time (待判定通报分页)' })
export class UndecidedRulePageType {
  @Field(() => [UndecidedRuleType], { description: 'The rules of the page (待判定通报列表)' })
  items!: readonly UndecidedRuleType[];

  @Field(() => PageInfoType, { description: 'Where the page ends (分页信息)' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount?: number;

  count!: () => Promise<number>;
}

@ObjectType('UnreadEvent', {
  description: 'A place in the feed of a department whose event cannot be read (不可读事件)',
})
export class UnreadEventType {
  @Field(() => ID, { description: 'Id, for rereadEvents (标识)' })
  id!: string;

  @Field(departmentType, { description: 'Whose feed (事件来源部门)' })
  department!: DepartmentName;

  @Field(() => Int, { description: 'Position in the feed (事件序号)' })
  position!: number;

  @Field(() => String, {
    description: 'MALFORMED, UNKNOWN_TYPE, FOREIGN_TYPE, BAD_CONTENT, TOO_LARGE (原因代码)',
  })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When it was last read, in true time (读取时间)' })
  at!: Date;
}

@ObjectType('UnreadEventPage', { description: 'Events that cannot be read, a page at a time (不可读事件分页)' })
export class UnreadEventPageType {
  @Field(() => [UnreadEventType], { description: 'The events of the page (不可读事件列表)' })
  items!: readonly UnreadEventType[];

  @Field(() => PageInfoType, { description: 'Where the page ends (分页信息)' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount?: number;

  count!: () => Promise<number>;
}

@ObjectType('RetryRulesPayload', { description: 'What is tried again (重新判定结果)' })
export class RetryRulesPayloadType {
  @Field(() => Int, { description: 'How many rules are due now (待判定数)' })
  count!: number;
}

@ObjectType('RereadEventsPayload', { description: 'What came of reading events again (重新读取结果)' })
export class RereadEventsPayloadType {
  @Field(() => Int, { description: 'Taken in, with the bulletins that follow from them (已读取数)' })
  read!: number;

  @Field(() => Int, { description: 'Still not to be read (仍不可读数)' })
  unreadable!: number;

  @Field(() => Int, { description: 'Not in the feed any more: departments keep events for 30 days (已失效数)' })
  gone!: number;
}
