import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';
import type { VaccinationDocument, VaccinationStatus } from './vaccination.repository.js';

export const VaccinationStatusEnum = enumType('VaccinationStatus', 'Where a child stands in the schedule (接种状态)', {
  UP_TO_DATE: 'All that is due by age was given (已按程序接种)',
  DUE: 'Something is due now (应种未种)',
  OVERDUE: 'Something is overdue (逾期未种)',
});

@ObjectType('VaccinationRecord', {
  description: 'Where a child stands in the vaccination schedule; no vaccine, no diagnosis (接种状态记录)',
})
export class VaccinationRecord {
  @Field(() => ID, { description: 'Id of the record (记录编号)' })
  id!: string;

  @Field(() => Person, { description: 'The child (儿童)' })
  person!: Person;

  @Field(() => VaccinationStatusEnum, { description: 'Where the child stands (接种状态)' })
  status!: VaccinationStatus;

  @Field(() => DateScalar, { description: 'Day on which it was so (状态日期)' })
  asOf!: CalendarDate;
}

export function toVaccinationRecord({ _id, personId, status, asOf }: VaccinationDocument): VaccinationRecord {
  return { id: _id, person: { id: personId }, status, asOf };
}
