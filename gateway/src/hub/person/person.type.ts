import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Person', {
  description: 'A person, by the id that the hub gave: what is known is held by the departments (流动人口个人)',
})
@Directive('@key(fields: "id")')
export class PersonType {
  @Field(() => ID, { description: 'Opaque id; it tells nothing about the person and ends in a check tag (人员标识)' })
  id!: string;
}
