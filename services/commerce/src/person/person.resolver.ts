import type { CalendarDate, Verification } from '@hub/domain';
import { DateScalar, VerificationType } from '@hub/subgraph';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CommerceContext } from '../scope.js';
import { Person } from './person.type.js';

const onDescription = 'Day asked about; today when left out (查询日期)';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether the person operates an enterprise that is open (经营主体核验)',
  })
  operatesEnterprise(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: CommerceContext,
  ): Promise<Verification> {
    return scope.people.operatesEnterprise(id, on ?? undefined);
  }
}
