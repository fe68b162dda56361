import { Directive, Field, ObjectType } from 'type-graphql';

/** Commerce holds it; labor knows the code alone. */
@ObjectType('Enterprise', { description: 'An enterprise or other body, by its unified social credit code (市场主体)' })
@Directive('@key(fields: "code", resolvable: false)')
export class Enterprise {
  @Field(() => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码)' })
  code!: string;
}
