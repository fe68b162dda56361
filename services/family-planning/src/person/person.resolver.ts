import type { Verification } from '@hub/domain';
import { VerificationType } from '@hub/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FamilyPlanningContext } from '../scope.js';
import { Person } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether all vaccinations due by age were given; unknown without a record (接种核验)',
  })
  vaccinationUpToDate(@Root() { id }: Person, @Ctx() { scope }: FamilyPlanningContext): Promise<Verification> {
    return scope.people.vaccinationUpToDate(id);
  }
}
