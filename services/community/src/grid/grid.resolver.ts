import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CommunityContext } from '../scope.js';
import { DefineGridInput } from './grid.input.js';
import { findGrid, toGrid } from './grid.reference.js';
import { Grid } from './grid.type.js';

@Resolver(() => Grid)
export class GridResolver {
  @Query(() => Grid, { nullable: true, description: 'The grid with a code; null when there is none (网格)' })
  grid(
    @Arg('code', () => String, { description: 'Code, 15 digits (网格编码)' }) code: string,
    @Ctx() context: CommunityContext,
  ): Promise<Grid | undefined> {
    return findGrid(context.scope.grids.parseCode(code), context);
  }

  @Mutation(() => Grid, {
    description: 'Defines a grid; the same content under the same code is the same grid (网格划定)',
  })
  async defineGrid(
    @Arg('input', () => DefineGridInput, { description: 'The grid (网格)' }) input: DefineGridInput,
    @Ctx() { scope }: CommunityContext,
  ): Promise<Grid> {
    return toGrid(await scope.grids.define(input));
  }
}
