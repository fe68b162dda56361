import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('RegisterRentalUnitInput', { description: 'A rental unit to register (出租房屋登记)' })
export class RegisterRentalUnitInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The dwelling (房屋编号)' })
  dwellingId!: string;

  @Field(() => ID, { description: 'Who lets it (出租人)' })
  landlordId!: string;

  @Field(() => Int, { description: 'Rooms, 1 to 200 (间数)' })
  rooms!: number;

  @Field(() => Int, { description: 'Most beds allowed, 1 to 2,000 (核定床位)' })
  maxBeds!: number;
}

@InputType('ReportTenancyStartInput', { description: 'A tenant who moved in (入住申报)' })
export class ReportTenancyStartInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The rental unit (出租房屋编号)' })
  rentalUnitId!: string;

  @Field(() => ID, { description: 'Tenant (承租人)' })
  personId!: string;

  @Field(() => DateScalar, { description: 'First day (起租日期)' })
  startedOn!: CalendarDate;
}

@InputType('ReportTenancyEndInput', { description: 'A tenant who moved out (退租申报)' })
export class ReportTenancyEndInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The tenancy (租住编号)' })
  tenancyId!: string;

  @Field(() => DateScalar, { description: 'Day it ended (退租日期)' })
  endedOn!: CalendarDate;
}
