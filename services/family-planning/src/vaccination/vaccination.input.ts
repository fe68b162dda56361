import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { VaccinationStatus } from './vaccination.repository.js';
import { VaccinationStatusEnum } from './vaccination.type.js';

@InputType('RecordVaccinationStatusInput', { description: 'Where a child stands in the schedule (接种状态登记)' })
export class RecordVaccinationStatusInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The child (儿童)' })
  personId!: string;

  @Field(() => VaccinationStatusEnum, { description: 'Where the child stands (接种状态)' })
  status!: VaccinationStatus;

  @Field(() => DateScalar, { description: 'Day on which it was so, not in the future (状态日期)' })
  asOf!: CalendarDate;
}
