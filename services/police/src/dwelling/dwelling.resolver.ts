import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PoliceContext } from '../scope.js';
import { RegisterDwellingInput } from './dwelling.input.js';
import { toDwelling } from './dwelling.reference.js';
import { Dwelling } from './dwelling.type.js';

@Resolver(() => Dwelling)
export class DwellingResolver {
  @Mutation(() => Dwelling, { description: 'Registers a dwelling (房屋登记)' })
  async registerDwelling(
    @Arg('input', () => RegisterDwellingInput, { description: 'The dwelling (房屋)' }) input: RegisterDwellingInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Dwelling> {
    return toDwelling(await scope.dwellings.register(input));
  }
}
