import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArguments } from '../../../hub/page/page.input.js';
import type { RuleTaskState } from '../rule-task.repository.js';
import { UndecidedRuleStateEnum } from './repair.type.js';

@ArgsType()
export class UndecidedRulesArguments extends PageArguments {
  @Field(() => UndecidedRuleStateEnum, { nullable: true, description: 'In this state alone (待判定状态)' })
  state?: RuleTaskState | null;
}

@InputType('RetryRulesInput', {
  description: 'Which rules are tried again: some by id, or all of a kind of bulletin (重新判定)',
})
export class RetryRulesInput {
  @Field(() => [ID], { nullable: true, description: 'Up to 500 undecided rules; alone, without kind (标识)' })
  ids?: string[];

  @Field(() => String, { nullable: true, description: 'Kind in the catalogue: N-05 (通报种类)' })
  kind?: string;
}

@InputType('RereadEventsInput', { description: 'Which events are read again (重新读取)' })
export class RereadEventsInput {
  @Field(() => [ID], { description: 'Up to 100 unread events (标识)' })
  ids!: string[];
}
