import { Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page ends (分页信息)' })
export class PageInfoType {
  @Field(() => String, {
    nullable: true,
    description: 'What to give as after for the next page; of an empty page, what was given (结束游标)',
  })
  endCursor?: string;

  @Field(() => Boolean, { description: 'Whether there is more now (是否有下一页)' })
  hasNextPage!: boolean;
}
