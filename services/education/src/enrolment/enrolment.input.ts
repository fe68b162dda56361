import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EnrolmentEndReason } from './enrolment.repository.js';
import { EnrolmentEndReasonEnum } from './enrolment.type.js';

@InputType('EnrolChildInput', { description: 'A child to enrol (入学登记)' })
export class EnrolChildInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The child (学生)' })
  personId!: string;

  @Field(() => String, { description: 'Code of the school (学校代码)' })
  schoolCode!: string;

  @Field(() => String, { description: 'Year it begins in: 2026 is 2026/27 (学年)' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Grade: 1 to 9 compulsory, 10 to 12 senior (年级)' })
  grade!: number;

  @Field(() => DateScalar, {
    description: 'Day of enrolment, today at the latest: in the school year or the year before it begins (入学日期)',
  })
  enrolledOn!: CalendarDate;
}

@InputType('EndEnrolmentInput', { description: 'An enrolment to end (学籍终止)' })
export class EndEnrolmentInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Which enrolment (学籍编号)' })
  enrolmentId!: string;

  @Field(() => DateScalar, { description: 'Day it ended (离籍日期)' })
  endedOn!: CalendarDate;

  @Field(() => EnrolmentEndReasonEnum, { description: 'Why (离籍原因)' })
  reason!: EnrolmentEndReason;
}
