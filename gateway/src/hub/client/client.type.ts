import type { CallerName } from '@hub/domain';
import { departmentType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Purpose', { description: 'A purpose that data may be asked for, with the law it rests on (使用目的)' })
export class PurposeType {
  @Field(() => String, { description: 'What Hub-Purpose carries (目的代码)' })
  code!: string;

  @Field(() => String, { description: 'Official term (目的名称)' })
  title!: string;

  @Field(() => String, { description: 'Law and article (法律依据)' })
  legalBasis!: string;
}

@ObjectType('Client', { description: 'A calling system, as registered with the hub (接入系统)' })
export class ClientType {
  @Field(() => ID, { description: 'Client id (系统标识)' })
  id!: string;

  @Field(departmentType, { description: 'Department it calls for (所属部门)' })
  department!: CallerName;

  @Field(() => [PurposeType], { description: 'Purposes it may state (可用目的)' })
  purposes!: readonly PurposeType[];
}
