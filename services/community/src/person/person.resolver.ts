import type { CalendarDate, Verification } from '@hub/domain';
import { DateScalar, VerificationType } from '@hub/subgraph';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { CommunityContext } from '../scope.js';
import { Person } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether a grid worker met the person; yes or unknown, never no (走访见面核验)',
  })
  seenByCommunity(
    @Root() { id }: Person,
    @Arg('withinDays', () => Int, {
      description: 'How many days before the day asked about still count, 1 to 366 (天数)',
    })
    withinDays: number,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Day asked about; today when left out (查询日期)' })
    on: CalendarDate | null,
    @Ctx() { scope }: CommunityContext,
  ): Promise<Verification> {
    return scope.people.seen(id, withinDays, on ?? undefined);
  }
}
