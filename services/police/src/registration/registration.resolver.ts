import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { findDwelling } from '../dwelling/dwelling.reference.js';
import { Dwelling } from '../dwelling/dwelling.type.js';
import type { PoliceContext } from '../scope.js';
import { DeregisterResidenceInput, RegisterResidenceInput } from './registration.input.js';
import type { RegistrationDocument } from './registration.repository.js';
import { Residence, ResidenceRegistration } from './registration.type.js';

@Resolver(() => ResidenceRegistration)
export class RegistrationResolver {
  @Mutation(() => ResidenceRegistration, {
    description: 'Registers a person at a dwelling; again in the same county is a move (居住登记)',
  })
  async registerResidence(
    @Arg('input', () => RegisterResidenceInput, { description: 'Who, where, since when (登记内容)' })
    input: RegisterResidenceInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<ResidenceRegistration> {
    return toRegistration(await scope.registrations.register(input));
  }

  @Mutation(() => ResidenceRegistration, { description: 'Closes a registration (居住登记注销)' })
  async deregisterResidence(
    @Arg('input', () => DeregisterResidenceInput, { description: 'Which, when, why (注销内容)' })
    input: DeregisterResidenceInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<ResidenceRegistration> {
    return toRegistration(await scope.registrations.deregister(input));
  }
}

@Resolver(() => Residence)
export class ResidenceResolver {
  @FieldResolver(() => Dwelling, { nullable: true, description: 'The dwelling (居住房屋)' })
  dwelling(@Root() { dwellingId }: Residence, @Ctx() context: PoliceContext): Promise<Dwelling | undefined> {
    return findDwelling(dwellingId, context);
  }
}

function toRegistration({ _id, personId, ...rest }: RegistrationDocument): ResidenceRegistration {
  return { ...rest, id: _id, person: { id: personId } };
}
