import type { CalendarDate } from '@hub/domain';
import { DateScalar } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';

@ObjectType('SocialInsurance', { description: 'A time in which an employer pays social insurance (社会保险参保)' })
export class SocialInsurance {
  @Field(() => ID, { description: 'Id of the record (参保编号)' })
  id!: string;

  @Field(() => Person, { description: 'Insured person (参保人)' })
  person!: Person;

  @Field(() => String, { description: 'Unified social credit code of the employer (用人单位统一社会信用代码)' })
  employerCode!: string;

  @Field(() => DateScalar, { description: 'First day covered (参保起始日期)' })
  since!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day covered; null while it runs (参保截止日期)' })
  until?: CalendarDate;
}
