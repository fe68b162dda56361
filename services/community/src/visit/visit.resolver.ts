import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CommunityContext } from '../scope.js';
import { RecordVisitInput } from './visit.input.js';
import type { VisitDocument } from './visit.repository.js';
import { Visit } from './visit.type.js';

@Resolver(() => Visit)
export class VisitResolver {
  @Mutation(() => Visit, { description: 'Records a visit (走访登记)' })
  async recordVisit(
    @Arg('input', () => RecordVisitInput, { description: 'Where, whom, when, with what outcome (走访内容)' })
    input: RecordVisitInput,
    @Ctx() { scope }: CommunityContext,
  ): Promise<Visit> {
    return toVisit(await scope.visits.record(input));
  }
}

function toVisit({ _id, dwellingId, personIds, visitedOn, outcome }: VisitDocument): Visit {
  return { id: _id, dwelling: { id: dwellingId }, people: personIds.map((id) => ({ id })), visitedOn, outcome };
}
