import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';

@InputType('RecordSocialInsuranceInput', { description: 'A time of social insurance to record (参保登记)' })
export class RecordSocialInsuranceInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Insured person (参保人)' })
  personId!: string;

  @Field(() => String, { description: 'Unified social credit code of the employer (用人单位统一社会信用代码)' })
  employerCode!: string;

  @Field(() => DateScalar, { description: 'First day covered (参保起始日期)' })
  since!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day covered; left out while it runs (参保截止日期)' })
  until?: CalendarDate;
}
