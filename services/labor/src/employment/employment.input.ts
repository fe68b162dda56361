import type { Answer, CalendarDate } from '@hub/domain';
import { answerType, DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { EmploymentEndReason } from './employment.repository.js';
import { EmploymentEndReasonEnum } from './employment.type.js';

@InputType('ReportEmploymentStartInput', { description: 'A worker who was hired (用工备案)' })
export class ReportEmploymentStartInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Worker (劳动者)' })
  personId!: string;

  @Field(() => String, { description: 'Unified social credit code of the employer (用人单位统一社会信用代码)' })
  employerCode!: string;

  @Field(() => DateScalar, { description: 'First day at work (用工日期)' })
  startedOn!: CalendarDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day the written contract was signed; may precede the first day (劳动合同签订日期)',
  })
  contractSignedOn?: CalendarDate;

  @Field(() => String, { nullable: true, description: 'Occupation, up to 50 characters (职业)' })
  occupation?: string;

  @Field(answerType, {
    nullable: true,
    description:
      'Whether the worker was 16 on the first day, as police answered atLeastAge; UNKNOWN when left out. ' +
      'NO and UNKNOWN are recorded with a flag, never refused (年龄核验结果)',
  })
  ageVerified?: Answer;
}

@InputType('ReportEmploymentEndInput', { description: 'A worker who left (终止用工备案)' })
export class ReportEmploymentEndInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The employment (就业登记编号)' })
  employmentId!: string;

  @Field(() => DateScalar, { description: 'Day it ended, from which it no longer counts (终止日期)' })
  endedOn!: CalendarDate;

  @Field(() => EmploymentEndReasonEnum, { description: 'Why it ended (终止原因)' })
  reason!: EmploymentEndReason;
}
