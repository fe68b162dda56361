import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { findDwelling } from '../dwelling/dwelling.reference.js';
import { Dwelling } from '../dwelling/dwelling.type.js';
import type { PoliceContext } from '../scope.js';
import { RegisterRentalUnitInput, ReportTenancyEndInput, ReportTenancyStartInput } from './rental.input.js';
import type { TenancyDocument } from './rental.repository.js';
import { RentalUnit, Tenancy } from './rental.type.js';

@Resolver(() => RentalUnit)
export class RentalResolver {
  @Mutation(() => RentalUnit, { description: 'Registers a dwelling that is let (出租房屋登记)' })
  async registerRentalUnit(
    @Arg('input', () => RegisterRentalUnitInput, { description: 'The unit (出租房屋)' }) input: RegisterRentalUnitInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<RentalUnit> {
    const { _id, dwellingId, number, rooms, maxBeds } = await scope.rentals.registerUnit(input);
    return { id: _id, number, rooms, maxBeds, dwellingId };
  }

  @FieldResolver(() => Dwelling, { nullable: true, description: 'The dwelling that is let (房屋)' })
  dwelling(@Root() { dwellingId }: RentalUnit, @Ctx() context: PoliceContext): Promise<Dwelling | undefined> {
    return findDwelling(dwellingId, context);
  }

  @Mutation(() => Tenancy, { description: 'A tenant moved in; due within three working days (入住申报)' })
  async reportTenancyStart(
    @Arg('input', () => ReportTenancyStartInput, { description: 'Who, where, when (入住内容)' })
    input: ReportTenancyStartInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Tenancy> {
    return toTenancy(await scope.rentals.startTenancy(input));
  }

  @Mutation(() => Tenancy, { description: 'A tenant moved out; due within three working days (退租申报)' })
  async reportTenancyEnd(
    @Arg('input', () => ReportTenancyEndInput, { description: 'Which tenancy, when (退租内容)' })
    input: ReportTenancyEndInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Tenancy> {
    return toTenancy(await scope.rentals.endTenancy(input));
  }
}

function toTenancy({ _id, personId, ...rest }: TenancyDocument): Tenancy {
  return { ...rest, id: _id, person: { id: personId } };
}
