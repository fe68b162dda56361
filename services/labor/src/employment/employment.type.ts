import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.type.js';
import { Person } from '../person/person.type.js';
import type { EmploymentEndReason, EmploymentFlag } from './employment.repository.js';

export const EmploymentEndReasonEnum = enumType('EmploymentEndReason', 'Why an employment ended (终止原因)', {
  RESIGNED: 'The worker left (辞职)',
  DISMISSED: 'The employer ended it (解除)',
  EXPIRED: 'The contract ran out (合同期满)',
  OTHER: 'Other (其他)',
});

export const EmploymentFlagEnum = enumType('EmploymentFlag', 'What an officer has to look at (关注标记)', {
  UNDER_16: 'The worker is under 16: a case of child protection (未满十六周岁)',
  AGE_UNVERIFIED: 'Nobody has verified that the worker is 16 (年龄未核验)',
});

@ObjectType('Employment', { description: 'One person with one employer, as reported (就业登记)' })
export class Employment {
  @Field(() => ID, { description: 'Id of the employment (就业登记编号)' })
  id!: string;

  @Field(() => Person, { description: 'Worker (劳动者)' })
  person!: Person;

  @Field(() => String, { description: 'Unified social credit code of the employer (用人单位统一社会信用代码)' })
  employerCode!: string;

  @Field(() => Enterprise, { description: 'The employer, as commerce knows it (用人单位)' })
  employer!: Enterprise;

  @Field(() => DateScalar, { description: 'First day at work (用工日期)' })
  startedOn!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Day it ended, from which it no longer counts (终止日期)' })
  endedOn?: CalendarDate;

  @Field(() => EmploymentEndReasonEnum, { nullable: true, description: 'Why it ended (终止原因)' })
  endReason?: EmploymentEndReason;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day the written contract was signed; null when none is on record (劳动合同签订日期)',
  })
  contractSignedOn?: CalendarDate;

  @Field(() => String, { nullable: true, description: 'Occupation as reported (职业)' })
  occupation?: string;

  @Field(() => [EmploymentFlagEnum], { description: 'What an officer has to look at (关注标记)' })
  flags!: readonly EmploymentFlag[];
}
