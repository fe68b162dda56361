import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PoliceContext } from '../scope.js';
import { ResolvePersonsInput } from './identity.input.js';
import { ResolvePersonsPayload } from './identity.type.js';

@Resolver()
export class IdentityResolver {
  @Mutation(() => ResolvePersonsPayload, {
    description:
      'Ids of people by document and name, up to 1,000 (批量身份比对). A mutation, so that it is never cached',
  })
  async resolvePersons(
    @Arg('input', () => ResolvePersonsInput, { description: 'Whom to resolve (待比对人员)' })
    input: ResolvePersonsInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<ResolvePersonsPayload> {
    return { results: await scope.identities.resolve(input.items, input.mint) };
  }
}
