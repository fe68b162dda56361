import type { DocumentType } from '@hub/domain';
import { Field, InputType } from 'type-graphql';
import { DocumentTypeEnum } from './document-type.js';

@InputType('ResolvePersonItemInput', { description: 'One person to resolve (待比对人员)' })
export class ResolvePersonItemInput {
  @Field(() => String, { description: 'Your own reference; comes back with the result (来件序号)' })
  reference!: string;

  @Field(() => DocumentTypeEnum, { description: 'Kind of document (证件种类)' })
  documentType!: DocumentType;

  @Field(() => String, { description: 'Document number as written (证件号码)' })
  documentNumber!: string;

  @Field(() => String, { description: 'Name as written (姓名)' })
  name!: string;
}

@InputType('ResolvePersonsInput', { description: 'People to resolve (批量身份比对)' })
export class ResolvePersonsInput {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Give an id to somebody nobody knows yet; only for OWN_RECORDS, before keeping a record (新建编号)',
  })
  mint?: boolean;

  @Field(() => [ResolvePersonItemInput], { description: 'At most 1,000 (比对人员)' })
  items!: ResolvePersonItemInput[];
}
