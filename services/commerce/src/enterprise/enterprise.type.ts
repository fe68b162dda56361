import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Person } from '../person/person.type.js';
import type { EnterpriseKind } from './enterprise-kind.js';

export const EnterpriseKindEnum = enumType('EnterpriseKind', 'Kind of body, as its code begins (主体类型)', {
  COMPANY: 'Company or other enterprise, code 91 (企业)',
  SELF_EMPLOYED: 'Self-employed person, code 92 (个体工商户)',
  COOPERATIVE: "Farmers' cooperative, code 93 (农民专业合作社)",
  NON_PROFIT: 'Association, private non-enterprise body or foundation, codes 51 to 53 (社会组织)',
  PUBLIC_BODY: 'State organ or public institution, codes 11 and 12 (机关、事业单位)',
});

export const EnterpriseStatusEnum = enumType('EnterpriseStatus', 'State of an enterprise (登记状态)', {
  ACTIVE: 'Registered and not closed (存续)',
  CLOSED: 'Closed (注销)',
});

export const EnterpriseWarningEnum = enumType('EnterpriseWarning', 'Doubt about a credit code (代码存疑)', {
  ORGANISATION_CHECK_FAILED:
    'The organisation code inside fails its own check, as some early codes do (组织机构代码校验不符)',
});

@ObjectType('Enterprise', { description: 'An enterprise or other body, by its unified social credit code (市场主体)' })
@Directive('@key(fields: "code")')
export class Enterprise {
  @Field(() => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码)' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name (名称)' })
  name?: string;

  @Field(() => EnterpriseKindEnum, { nullable: true, description: 'Kind (主体类型)' })
  kind?: EnterpriseKind;

  @Field(() => EnterpriseStatusEnum, { nullable: true, description: 'State (登记状态)' })
  status?: keyof typeof EnterpriseStatusEnum;

  @Field(() => String, { nullable: true, description: 'County, township or village: 6, 9 or 12 digits (所在区划)' })
  regionCode?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was established (成立日期)' })
  establishedOn?: CalendarDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day it closed, from which it no longer counts; null while it is open (注销日期)',
  })
  closedOn?: CalendarDate;

  @Field(() => Person, { nullable: true, description: 'Who operates it; null when nobody is on record (经营者)' })
  operator?: Person;

  @Field(() => [EnterpriseWarningEnum], { nullable: true, description: 'Doubts about the code (代码存疑)' })
  warnings?: readonly (keyof typeof EnterpriseWarningEnum)[];
}
