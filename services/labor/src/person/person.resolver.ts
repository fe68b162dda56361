import type { CalendarDate, Verification } from '@hub/domain';
import { DateScalar, VerificationType } from '@hub/subgraph';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { toEmployment } from '../employment/employment.resolver.js';
import { Employment } from '../employment/employment.type.js';
import type { LaborContext } from '../scope.js';
import { Person } from './person.type.js';

const onDescription = 'Day asked about; today when left out (查询日期)';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether an employment is in force. Labor only observes work, so it never says no (就业核验)',
  })
  employed(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: LaborContext,
  ): Promise<Verification> {
    return scope.people.employed(id, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether employed under a contract and socially insured (合法稳定就业核验)',
  })
  stablyEmployed(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: LaborContext,
  ): Promise<Verification> {
    return scope.people.stablyEmployed(id, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether socially insured without a break for so many months (社保年限核验)',
  })
  insuredForMonths(
    @Root() { id }: Person,
    @Arg('months', () => Int, { description: 'Calendar months (月数)' }) months: number,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: LaborContext,
  ): Promise<Verification> {
    return scope.people.insuredForMonths(id, months, on ?? undefined);
  }

  @FieldResolver(() => [Employment], {
    nullable: true,
    description: 'Employments on record, newest first; empty when there is none (就业记录)',
  })
  async employments(@Root() { id }: Person, @Ctx() { scope }: LaborContext): Promise<Employment[]> {
    return (await scope.loaders.employments.load(id)).map(toEmployment);
  }
}
