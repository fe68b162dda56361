import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';
import type { RegistrationStatus } from './registration.repository.js';

export const RegistrationStatusEnum = enumType('RegistrationStatus', 'State of a residence registration (登记状态)', {
  ACTIVE: 'In force (有效)',
  MOVED: 'Closed by a move within the county (县内变更)',
  LEFT: 'Left (离开)',
  LOCALISED: 'Became a local household member (转为本地户籍)',
  DECEASED: 'Deceased (死亡)',
  MISSING: 'Missing (失踪)',
});

export const ResidenceReasonEnum = enumType('ResidenceReason', 'Why the person lives here (居住事由)', {
  WORK: 'Work (务工)',
  BUSINESS: 'Business (经商)',
  STUDY: 'Study (就学)',
  JOIN_FAMILY: 'Joins family (投靠亲友)',
  MEDICAL: 'Medical treatment (治病疗养)',
  OTHER: 'Other (其他)',
});

export const DwellingRelationEnum = enumType('DwellingRelation', 'How the person lives in the dwelling (居住方式)', {
  OWN: 'Own (自购)',
  RENT: 'Rents (租赁)',
  DORM: 'Employer dormitory (单位宿舍)',
  SITE: 'Work site (工地)',
  RELATIVE: 'With relatives (借住亲友)',
  OTHER: 'Other (其他)',
});

export const RegistrationSourceEnum = enumType('RegistrationSource', 'Who reported (申报渠道)', {
  SELF: 'The person (本人)',
  LANDLORD: 'Landlord (出租人)',
  EMPLOYER: 'Employer (用人单位)',
  AGENT: 'Agency (中介)',
  GRID: 'Grid worker (网格员)',
  COUNTER: 'Counter (窗口)',
});

export const DeregistrationReasonEnum = enumType('DeregistrationReason', 'Why a registration ends (注销原因)', {
  LEFT: 'Left (离开)',
  LOCALISED: 'Became a local household member (转为本地户籍)',
  DECEASED: 'Deceased (死亡)',
  MISSING: 'Missing (失踪)',
});

@ObjectType('ResidenceRegistration', { description: 'Registration of a person at a dwelling (居住登记)' })
export class ResidenceRegistration {
  @Field(() => ID, { description: 'Id of the registration (登记编号)' })
  id!: string;

  @Field(() => Person, { description: 'Who is registered (登记人员)' })
  person!: Person;

  @Field(() => DateScalar, { description: 'Day of registration; half a year counts from here (登记日期)' })
  registeredOn!: CalendarDate;

  @Field(() => DateScalar, { description: 'Day of arrival as stated (来本地日期)' })
  arrivedOn!: CalendarDate;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it stopped counting (终止日期)' })
  endedOn?: CalendarDate;

  @Field(() => String, { description: 'Number of the receipt handed to the person (回执编号)' })
  receiptNumber!: string;

  @Field(() => RegistrationStatusEnum, { description: 'State (登记状态)' })
  status!: RegistrationStatus;
}

@ObjectType('Residence', { description: 'Where a person is registered now (现居住地)' })
export class Residence {
  @Field(() => String, { description: 'Village or community, 12 digits (村、社区)' })
  regionCode!: string;

  @Field(() => DateScalar, { description: 'Registered there since (登记日期)' })
  since!: CalendarDate;

  /** Not a field: `dwelling` is resolved from it. */
  dwellingId!: string;
}
