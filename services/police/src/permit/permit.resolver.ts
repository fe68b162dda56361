import type { Clock } from '@hub/domain';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PoliceContext } from '../scope.js';
import { EndorseResidencePermitInput, IssueResidencePermitInput } from './permit.input.js';
import type { PermitDocument } from './permit.repository.js';
import { endorsedUntil, permitStateOn } from './permit-terms.js';
import { ResidencePermit } from './permit.type.js';

@Resolver(() => ResidencePermit)
export class PermitResolver {
  @Mutation(() => ResidencePermit, { description: 'Issues a residence permit (居住证签发)' })
  async issueResidencePermit(
    @Arg('input', () => IssueResidencePermitInput, { description: 'To whom, on which condition (签发内容)' })
    input: IssueResidencePermitInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<ResidencePermit> {
    return toPermit(await scope.permits.issue(input), scope.clock);
  }

  @Mutation(() => ResidencePermit, { description: 'Endorses a residence permit for another year (居住证签注)' })
  async endorseResidencePermit(
    @Arg('input', () => EndorseResidencePermitInput, { description: 'Which permit, when (签注内容)' })
    input: EndorseResidencePermitInput,
    @Ctx() { scope }: PoliceContext,
  ): Promise<ResidencePermit> {
    return toPermit(await scope.permits.endorse(input), scope.clock);
  }
}

function toPermit(permit: PermitDocument, clock: Clock): ResidencePermit {
  const { _id, personId, basis, issuedOn } = permit;
  const number = `P${_id.replaceAll('-', '').slice(-12).toUpperCase()}`;
  const state = permitStateOn(permit, clock.today());
  return { id: _id, number, person: { id: personId }, basis, issuedOn, endorsedUntil: endorsedUntil(permit), state };
}
