import type { CalendarDate } from '@hub/domain';
import { DateScalar } from '@hub/subgraph';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';

@ObjectType('RentalUnit', { description: 'A dwelling that is let (出租房屋)' })
export class RentalUnit {
  @Field(() => ID, { description: 'Id of the rental unit (出租房屋编号)' })
  id!: string;

  @Field(() => String, { description: 'Number on the door plate (门牌登记号)' })
  number!: string;

  /** Not a field: `dwelling` is resolved from it. */
  dwellingId!: string;

  @Field(() => Int, { description: 'Rooms (间数)' })
  rooms!: number;

  @Field(() => Int, { description: 'Most beds allowed (核定床位)' })
  maxBeds!: number;
}

@ObjectType('Tenancy', { description: 'One tenant in one rental unit: start and end only (租住)' })
export class Tenancy {
  @Field(() => ID, { description: 'Id of the tenancy (租住编号)' })
  id!: string;

  @Field(() => ID, { description: 'The rental unit (出租房屋编号)' })
  rentalUnitId!: string;

  @Field(() => Person, { description: 'Tenant (承租人)' })
  person!: Person;

  @Field(() => DateScalar, { description: 'First day (起租日期)' })
  startedOn!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Day it ended (退租日期)' })
  endedOn?: CalendarDate;
}
