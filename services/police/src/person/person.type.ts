import { enumType } from '@hub/subgraph';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

export const PersonStatusEnum = enumType('PersonStatus', 'Where a person stands in the register (人员状态)', {
  UNREGISTERED: 'Known to a department, never registered here (未登记)',
  ACTIVE: 'Registered here (在住)',
  LEFT: 'Left (已离开)',
  LOCALISED: 'Became a local household member (已落户)',
  DECEASED: 'Deceased (已死亡)',
  MERGED: 'A double record, joined to another (已合并)',
});

@ObjectType('Person', { description: 'A person of the floating population, by an opaque id (流动人口)' })
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID, { description: 'Opaque id that ends in a check tag; tells nothing about the person (枢纽编号)' })
  id!: string;
}
