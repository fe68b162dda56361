import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { SeatOffer } from './school.repository.js';

@ObjectType('SchoolSeat', { description: 'Seats of one grade in one school year (学位)' })
export class SchoolSeat {
  @Field(() => Int, { description: 'Grade, 1 to 12 (年级)' })
  grade!: number;

  @Field(() => Int, { description: 'Seats that the school offers (学位数)' })
  capacity!: number;

  @Field(() => Int, { description: 'Seats that enrolled children hold (已占学位)' })
  taken!: number;
}

@ObjectType('School', { description: 'A school (学校)' })
@Directive('@key(fields: "code")')
export class School {
  @Field(() => String, { description: 'Code of the school, up to 32 letters, digits and hyphens (学校代码)' })
  code!: string;

  @Field(() => String, { description: 'Name (校名)' })
  name!: string;

  @Field(() => String, { description: 'County, township or village: 6, 9 or 12 digits (所在区划)' })
  regionCode!: string;

  /** Not a field: `seats` adds what is taken. */
  offers!: readonly SeatOffer[];
}
