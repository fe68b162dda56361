import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';
import type { EnrolmentDocument, EnrolmentEndReason, EnrolmentStatus } from './enrolment.repository.js';

export const EnrolmentStatusEnum = enumType('EnrolmentStatus', 'State of an enrolment (学籍状态)', {
  ACTIVE: 'In force (在籍)',
  ENDED: 'Ended (已终止)',
});

export const EnrolmentEndReasonEnum = enumType('EnrolmentEndReason', 'Why an enrolment ended (离籍原因)', {
  SCHOOL_YEAR_ENDED: 'The school year was over; the next one has its own enrolment (学年结束)',
  GRADUATED: 'Finished the school (毕业)',
  TRANSFERRED: 'Moved to another school (转学)',
  LEFT: 'Left without another school being known (离校)',
  OTHER: 'Anything else (其他)',
});

@ObjectType('Enrolment', { description: 'One child in one grade of one school for one school year (学籍)' })
export class Enrolment {
  @Field(() => ID, { description: 'Id of the enrolment (学籍编号)' })
  id!: string;

  @Field(() => Person, { description: 'The child (学生)' })
  person!: Person;

  /** Not a field: `school` is resolved from it. */
  schoolCode!: string;

  @Field(() => String, { description: 'Year it begins in: 2026 is 2026/27 (学年)' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Grade, 1 to 12 (年级)' })
  grade!: number;

  @Field(() => EnrolmentStatusEnum, { description: 'State (学籍状态)' })
  status!: EnrolmentStatus;

  @Field(() => DateScalar, { description: 'Day of enrolment (入学日期)' })
  enrolledOn!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Day it ended (离籍日期)' })
  endedOn?: CalendarDate;

  @Field(() => EnrolmentEndReasonEnum, { nullable: true, description: 'Why it ended (离籍原因)' })
  endReason?: EnrolmentEndReason;
}

export function toEnrolment({ _id, personId, ...rest }: EnrolmentDocument): Enrolment {
  return { ...rest, id: _id, person: { id: personId } };
}
