import type { CalendarDate, DocumentType } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import { DocumentTypeEnum } from '../identity/document-type.js';
import type { DwellingRelation, RegistrationSource, ResidenceReason } from './registration.repository.js';
import {
  DeregistrationReasonEnum,
  DwellingRelationEnum,
  RegistrationSourceEnum,
  ResidenceReasonEnum,
} from './registration.type.js';

@InputType('ResidentInput', { description: 'The person as the document shows (登记人员)' })
export class ResidentInput {
  @Field(() => DocumentTypeEnum, { description: 'Kind of document (证件种类)' })
  documentType!: DocumentType;

  @Field(() => String, { description: 'Document number (证件号码)' })
  documentNumber!: string;

  @Field(() => String, { description: 'Name (姓名)' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Phone (联系方式)' })
  phone?: string;

  @Field(() => String, { nullable: true, description: 'County of the household registration, 6 digits (户籍地)' })
  hukouRegionCode?: string;
}

@InputType('RegisterResidenceInput', { description: 'A registration to make (居住登记申报)' })
export class RegisterResidenceInput {
  @Field(() => String, {
    description: idempotencyKeyDescription,
  })
  idempotencyKey!: string;

  @Field(() => ResidentInput, { description: 'Who (登记人员)' })
  person!: ResidentInput;

  @Field(() => ID, { description: 'Where (居住房屋)' })
  dwellingId!: string;

  @Field(() => DateScalar, { description: 'Day of arrival (来本地日期)' })
  arrivedOn!: CalendarDate;

  @Field(() => ResidenceReasonEnum, { description: 'Why (居住事由)' })
  reason!: ResidenceReason;

  @Field(() => DwellingRelationEnum, { description: 'How the person lives there (居住方式)' })
  dwellingRelation!: DwellingRelation;

  @Field(() => RegistrationSourceEnum, { description: 'Who reports (申报渠道)' })
  source!: RegistrationSource;
}

@InputType('DeregisterResidenceInput', { description: 'A registration to close (居住登记注销)' })
export class DeregisterResidenceInput {
  @Field(() => String, {
    description: idempotencyKeyDescription,
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Which registration (登记编号)' })
  registrationId!: string;

  @Field(() => DateScalar, { description: 'Day of departure (离开日期)' })
  leftOn!: CalendarDate;

  @Field(() => DeregistrationReasonEnum, { description: 'Why (注销原因)' })
  reason!: keyof typeof DeregistrationReasonEnum;
}
