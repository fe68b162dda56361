import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many at most: 1 to 100, default 20 (条数)' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'endCursor of the page before; left out: from the start (起始游标)',
  })
  after?: string | null;
}
