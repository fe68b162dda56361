import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { findGrid } from '../grid/grid.reference.js';
import { Grid } from '../grid/grid.type.js';
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

  @FieldResolver(() => Grid, { nullable: true, description: 'Grid as stated; null when it was not (所在网格)' })
  async grid(@Root() { gridCode }: Visit, @Ctx() context: CommunityContext): Promise<Grid | undefined> {
    return gridCode === undefined ? undefined : findGrid(gridCode, context);
  }
}

function toVisit({ _id, dwellingId, gridCode, personIds, visitedOn, outcome }: VisitDocument): Visit {
  const people = personIds.map((id) => ({ id }));
  return {
    id: _id,
    dwelling: { id: dwellingId },
    ...(gridCode !== undefined && { gridCode }),
    people,
    visitedOn,
    outcome,
  };
}
