import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Person', { description: 'A person of the floating population, by an opaque id (流动人口)' })
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID, { description: 'Opaque id that ends in a check tag; tells nothing about the person (枢纽编号)' })
  id!: string;
}
