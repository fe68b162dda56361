import { HubError, hasValidTag } from '@hub/domain';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../scope.js';
import { PersonType } from './person.type.js';

@Resolver(() => PersonType)
export class PersonResolver {
  @Query(() => PersonType, { nullable: true, description: 'One person by id (按标识查询个人)' })
  person(
    @Arg('id', () => ID, { description: 'Id as a department gave it (人员标识)' }) id: string,
    @Ctx() { scope }: HubContext,
  ): PersonType {
    scope.people.spend(1, 'id');
    if (hasValidTag(id, scope.personTagKey)) return { id };
    throw new HubError('NOT_FOUND', 'No person has this id; copy it whole from where it was given', {
      field: 'id',
      reason: 'BAD_TAG',
    });
  }

  @Query(() => [PersonType], {
    nullable: 'items',
    description:
      'People by id, in the order asked, at most 100; null where no person can have the id (按标识批量查询个人)',
  })
  persons(
    @Arg('ids', () => [ID], { description: 'Ids as a department gave them (人员标识列表)' }) ids: readonly string[],
    @Ctx() { scope }: HubContext,
  ): readonly (PersonType | null)[] {
    scope.people.spend(ids.length, 'ids');
    return ids.map((id) => (hasValidTag(id, scope.personTagKey) ? { id } : null));
  }
}
