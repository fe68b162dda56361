import { enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';

export const ResolveOutcomeEnum = enumType('ResolveOutcome', 'What a comparison came to (比对结果)', {
  MATCH: 'Same number, same name (一致)',
  NO_MATCH: 'The number is not known (无此人)',
  NEW: 'The number was not known; an id was made (新建)',
  REVIEW: 'Same number, other name: a person must look; no id is given (待复核)',
  INVALID: 'The number breaks a rule of its kind; see reason (号码无效)',
});

@ObjectType('ResolvedPerson', { description: 'Result for one person (单项比对结果)' })
export class ResolvedPerson {
  @Field(() => String, { description: 'Your own reference (来件序号)' })
  reference!: string;

  @Field(() => ResolveOutcomeEnum, { description: 'Result (比对结果)' })
  outcome!: keyof typeof ResolveOutcomeEnum;

  @Field(() => ID, { nullable: true, description: 'Id of the person, with MATCH and NEW only (枢纽编号)' })
  personId?: string;

  @Field(() => String, { nullable: true, description: 'Stable code of why, such as BAD_CHECK_DIGIT (原因代码)' })
  reason?: string;
}

@ObjectType('ResolvePersonsPayload', { description: 'Results in the order of the items (批量比对结果)' })
export class ResolvePersonsPayload {
  @Field(() => [ResolvedPerson], { description: 'One per item, in order (比对结果)' })
  results!: readonly ResolvedPerson[];
}
