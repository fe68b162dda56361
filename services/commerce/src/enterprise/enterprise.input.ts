import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { EnterpriseKind } from './enterprise-kind.js';
import { EnterpriseKindEnum } from './enterprise.type.js';

@InputType('RegisterEnterpriseInput', { description: 'An enterprise or other body to register (市场主体登记)' })
export class RegisterEnterpriseInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码)' })
  code!: string;

  @Field(() => String, { description: 'Name, up to 100 characters (名称)' })
  name!: string;

  @Field(() => EnterpriseKindEnum, { description: 'Kind; has to agree with how the code begins (主体类型)' })
  kind!: EnterpriseKind;

  @Field(() => String, { description: 'County, township or village: 6, 9 or 12 digits (所在区划)' })
  regionCode!: string;

  @Field(() => DateScalar, { description: 'Day it was established (成立日期)' })
  establishedOn!: CalendarDate;

  @Field(() => ID, { nullable: true, description: 'Who operates it (经营者)' })
  operatorId?: string;
}

@InputType('CloseEnterpriseInput', { description: 'An enterprise that closed (注销登记)' })
export class CloseEnterpriseInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码)' })
  code!: string;

  @Field(() => DateScalar, { description: 'Day it closed, from which it no longer counts (注销日期)' })
  closedOn!: CalendarDate;
}
