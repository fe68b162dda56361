import { DateTimeScalar } from '@hub/subgraph';
import { Field, InputType } from 'type-graphql';

@InputType('RetryOccurrenceInput', { description: 'Which due instant is to be tried again (重新执行)' })
export class RetryOccurrenceInput {
  @Field(() => String, { description: 'Code of the schedule: weekly-return-open (日程代码)' })
  schedule!: string;

  @Field(() => DateTimeScalar, { description: 'When it was due, as S-04 and the schedule tell it (应执行时间)' })
  dueAt!: Date;
}
