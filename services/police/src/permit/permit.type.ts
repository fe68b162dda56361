import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';
import type { PermitBasis } from './permit.repository.js';
import type { PermitState } from './permit-terms.js';

export const PermitBasisEnum = enumType('PermitBasis', 'Condition that a permit rests on (申领条件)', {
  JOB: 'Lawful stable employment (合法稳定就业)',
  DWELLING: 'Lawful stable dwelling (合法稳定住所)',
  STUDY: 'Continuous study (连续就读)',
});

export const PermitStateEnum = enumType('PermitState', 'State of a residence permit (居住证状态)', {
  ACTIVE: 'Works (有效)',
  SUSPENDED: 'Endorsement overdue: function suspended until it is made up (使用功能中止)',
  TERMINATED: 'Ended (使用功能终止)',
});

@ObjectType('ResidencePermit', { description: 'Residence permit, voluntary and free (居住证)' })
export class ResidencePermit {
  @Field(() => ID, { description: 'Id of the permit (居住证编号)' })
  id!: string;

  @Field(() => String, { description: 'Number printed on the permit (证号)' })
  number!: string;

  @Field(() => Person, { description: 'Holder (持证人)' })
  person!: Person;

  @Field(() => PermitBasisEnum, { description: 'Condition it rests on (申领条件)' })
  basis!: PermitBasis;

  @Field(() => PermitStateEnum, { description: 'State today (状态)' })
  state!: PermitState;

  @Field(() => DateScalar, { description: 'Day of issue (签发日期)' })
  issuedOn!: CalendarDate;

  @Field(() => DateScalar, { description: 'Last day before the yearly endorsement is overdue (签注有效期至)' })
  endorsedUntil!: CalendarDate;
}
