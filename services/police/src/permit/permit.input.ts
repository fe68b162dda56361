import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { PermitBasis } from './permit.repository.js';
import { PermitBasisEnum } from './permit.type.js';

@InputType('IssueResidencePermitInput', { description: 'A permit to issue (居住证签发)' })
export class IssueResidencePermitInput {
  @Field(() => String, {
    description: idempotencyKeyDescription,
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Holder (持证人)' })
  personId!: string;

  @Field(() => PermitBasisEnum, { description: 'Condition that was confirmed in the case (申领条件)' })
  basis!: PermitBasis;

  @Field(() => DateScalar, { description: 'Day of issue (签发日期)' })
  issuedOn!: CalendarDate;
}

@InputType('EndorseResidencePermitInput', { description: 'A yearly endorsement (居住证签注)' })
export class EndorseResidencePermitInput {
  @Field(() => String, {
    description: idempotencyKeyDescription,
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Which permit (居住证编号)' })
  permitId!: string;

  @Field(() => DateScalar, { description: 'Day of endorsement (签注日期)' })
  endorsedOn!: CalendarDate;
}
