import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, InputType, Int } from 'type-graphql';

@InputType('HolidayInput', { description: 'A day off by a notice (放假日)' })
export class HolidayInput {
  @Field(() => DateScalar, { description: 'Which day, of the year of the table (日期)' })
  date!: string;

  @Field(() => String, { description: 'Name of the holiday, up to 50 characters (节日名称)' })
  name!: string;
}

@InputType('LoadHolidayYearInput', { description: 'The table of one year (节假日安排)' })
export class LoadHolidayYearInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => String, {
    nullable: true,
    description: 'CN, or CN- and the two digits of a province with days of its own; default CN (适用范围)',
  })
  jurisdiction?: string;

  @Field(() => Int, { description: 'Which year (年度)' })
  year!: number;

  @Field(() => [HolidayInput], { description: 'Days off beside weekends, at least one, each once (放假日)' })
  holidays!: HolidayInput[];

  @Field(() => [DateScalar], { description: 'Weekend days that are worked; may be empty (调休上班日)' })
  workdays!: string[];
}
