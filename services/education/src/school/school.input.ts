import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, InputType, Int } from 'type-graphql';

@InputType('SchoolSeatInput', { description: 'Seats that a school offers in one grade (学位)' })
export class SchoolSeatInput {
  @Field(() => Int, { description: 'Grade, 1 to 12; each once (年级)' })
  grade!: number;

  @Field(() => Int, { description: 'Seats, 0 to 10,000 (学位数)' })
  capacity!: number;
}

@InputType('RegisterSchoolInput', { description: 'A school to register (学校登记)' })
export class RegisterSchoolInput {
  @Field(() => String, {
    nullable: true,
    description: `${idempotencyKeyDescription}. May be left out: the code already tells a repetition`,
  })
  idempotencyKey?: string;

  @Field(() => String, { description: 'Code of the school, up to 32 letters, digits and hyphens (学校代码)' })
  code!: string;

  @Field(() => String, { description: 'Name, up to 100 characters (校名)' })
  name!: string;

  @Field(() => String, { description: 'County, township or village: 6, 9 or 12 digits (所在区划)' })
  regionCode!: string;

  @Field(() => [SchoolSeatInput], {
    nullable: true,
    description: 'Seats by grade; a grade that is left out has no limit (学位)',
  })
  seats?: SchoolSeatInput[];
}
